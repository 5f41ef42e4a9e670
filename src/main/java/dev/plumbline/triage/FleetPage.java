package dev.plumbline.triage;

import dev.plumbline.detect.Quarantine;
import dev.plumbline.incident.Incidents.Headline;
import java.util.List;
import java.util.Map;

/**
 * @param troubles what keeps the page from being whole, for people
 * @param open incidents, newest first
 * @param totals targets by standing, of the whole fleet
 * @param targets how many there are in all
 */
record FleetPage(
    Frame frame,
    String filter,
    List<String> troubles,
    List<Headline> open,
    List<Quarantine> quarantines,
    Map<Standing, Long> totals,
    int targets,
    Matrix matrix) {}

package dev.plumbline.triage;

import dev.plumbline.detect.Quarantine;
import dev.plumbline.incident.Incidents.Headline;
import dev.plumbline.incident.drill.Drills;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * @param troubles what keeps the page from being whole, for people
 * @param open incidents, newest first
 * @param selfTest null where there is none, or nothing is known of it
 * @param totals targets by standing, of the whole fleet
 * @param targets how many there are in all
 */
record FleetPage(
    Frame frame,
    String filter,
    List<String> troubles,
    List<Headline> open,
    List<Quarantine> quarantines,
    Drills.@Nullable Report selfTest,
    Map<Standing, Long> totals,
    int targets,
    Matrix matrix) {}

package dev.plumbline.triage;

import dev.plumbline.incident.Incidents.Headline;
import java.util.List;

/**
 * @param state which are listed: a word of {@code Incidents.State}
 */
record IncidentListPage(Frame frame, String state, List<Headline> incidents) {}

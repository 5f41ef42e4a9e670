package dev.plumbline.triage;

import dev.plumbline.gate.GateViews.Headline;
import java.util.List;

/**
 * @param filter every word of which a line has
 * @param all whether older ones are left out
 */
record GateListPage(Frame frame, String filter, List<Headline> evaluations, boolean all) {}

package dev.plumbline.app;

import dev.plumbline.detect.Evidence;
import dev.plumbline.detect.SeriesView;
import dev.plumbline.role.ConditionalOnRole;
import dev.plumbline.role.Role;
import java.util.Collection;
import org.springframework.stereotype.Component;

/** The real one. */
@Component
@ConditionalOnRole(Role.API)
record EvidenceTopicSeries(SeriesView view) implements StateMetricsSeries {
  @Override
  public boolean loaded() {
    return view.loaded();
  }

  @Override
  public Collection<Evidence> all() {
    return view.all();
  }
}

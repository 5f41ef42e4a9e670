/** The command line. Each command is a thin shell over one public class of a module. */
@NamedInterface("cli")
@NullMarked
package dev.plumbline.app.cli;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;

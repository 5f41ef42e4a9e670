/** What the lab's wire formats share: requests, answers with tool calls, problems, JSON. */
@NullMarked
package dev.plumbline.lab.chat;

import org.jspecify.annotations.NullMarked;

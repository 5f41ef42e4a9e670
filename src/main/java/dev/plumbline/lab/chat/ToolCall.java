package dev.plumbline.lab.chat;

/**
 * A call of a tool as read from what the model wrote.
 *
 * @param arguments JSON, mostly an object
 */
public record ToolCall(String name, String arguments) {}

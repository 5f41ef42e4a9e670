package dev.plumbline.lab.chat;

/** An error as it is sent. */
@SuppressWarnings("ArrayRecordComponent") // written once and sent
public record ErrorReply(int status, byte[] json) {}

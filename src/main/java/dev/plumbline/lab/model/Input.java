package dev.plumbline.lab.model;

/** What a model is given: a conversation to be laid out, or tokens that the client laid out. */
public sealed interface Input permits Prompt, TokenSequence {}

package dev.plumbline.lab;

/** A fault under the name it can be removed by. */
public record ActiveFault(String id, Fault fault) {}

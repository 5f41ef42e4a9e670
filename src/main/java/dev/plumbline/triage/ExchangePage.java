package dev.plumbline.triage;

/** One kept exchange. */
record ExchangePage(Frame frame, KeptAnswer kept) {}

package dev.plumbline.probe.auth;

import java.net.URI;
import java.util.Map;

/**
 * A request that is yet to prove who sends it.
 *
 * @param usual the header that its wire format expects a credential in
 */
public record Provable(URI uri, Map<String, String> headers, String body, CredentialHeader usual) {}

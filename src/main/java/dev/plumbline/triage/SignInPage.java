package dev.plumbline.triage;

/**
 * @param refused why the last token was not taken; empty: none was sent
 * @param name who is signed in; empty: nobody
 * @param next where to go then
 * @param provider where people sign in with one; empty: nowhere
 */
record SignInPage(Frame frame, String refused, String name, String next, String provider) {}

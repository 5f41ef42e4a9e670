package dev.plumbline.lab;

import dev.plumbline.lab.model.ChatTemplate;
import dev.plumbline.lab.model.Input;
import dev.plumbline.lab.model.LanguageModels;
import dev.plumbline.lab.model.ModelSetup;
import dev.plumbline.lab.model.Prompt;
import dev.plumbline.lab.model.TextDecoding;
import dev.plumbline.lab.model.TokenSequence;
import dev.plumbline.lab.transformer.Precision;
import java.util.ArrayList;
import java.util.List;

/** How one request is served: the healthy way, as changed by each fault that hits it. */
final class Recipe {
  /** What a server with a wrong limit reads. */
  private static final int TRUNCATED = 512;

  private final Server server;
  private final List<ActiveFault> effective = new ArrayList<>();
  private ModelSetup setup;
  private Input prompt;
  private ChatTemplate template = ChatTemplate.TRAINED;
  private TextDecoding decoding = TextDecoding.UTF8;
  private boolean truncates;
  private boolean mixesUp;
  private boolean biased;
  private boolean miscompiled;

  private Recipe(ModelSetup setup, Input prompt, Server server) {
    this.setup = setup;
    this.prompt = prompt;
    this.server = server;
  }

  /**
   * @param setup of healthy servers
   * @param hits all faults that hit the request
   */
  static Recipe of(ModelSetup setup, Input prompt, Server server, List<ActiveFault> hits) {
    Recipe recipe = new Recipe(setup, prompt, server);
    hits.forEach(recipe::spoil);
    return recipe;
  }

  private void spoil(ActiveFault hit) {
    switch (hit.fault().kind()) {
      case MISROUTE -> setup = setup.withWindowOfAMillion();
      case STALE_CHECKPOINT -> setup = setup.withStaleShard();
      case QUANTISATION -> setup = setup.withPrecision(Precision.INT8);
      case CHAT_TEMPLATE -> template = ChatTemplate.HEADINGS;
      case UNDECODED_OUTPUT -> decoding = TextDecoding.NONE;
      case LOST_TURNS -> prompt = lastTurn(prompt);
      case TRUNCATED_CONTEXT -> truncates = true;
      case CACHE_MIX_UP -> mixesUp = true;
      case CORRUPTION -> biased = true;
      case APPROXIMATE_TOP_K -> miscompiled = true;
    }
    effective.add(hit);
  }

  /** Who lays out the prompt himself has no turns that could be lost. */
  private static Input lastTurn(Input prompt) {
    return switch (prompt) {
      case Prompt conversation -> conversation.lastTurn();
      case TokenSequence tokens -> tokens;
    };
  }

  ModelSetup setup() {
    return setup;
  }

  TextDecoding decoding() {
    return decoding;
  }

  /** Whether rare tokens get a bias at a step or two. */
  boolean biased() {
    return biased;
  }

  /** Whether some steps are computed by a miscompiled executable. */
  boolean miscompiled() {
    return miscompiled;
  }

  /** The prompt as the server lays it out, before anything else happens to it. */
  TokenSequence laidOut() {
    return switch (prompt) {
      case Prompt conversation -> template.tokens(LanguageModels.vocabulary(), conversation);
      case TokenSequence tokens -> tokens;
    };
  }

  /** What the model reads instead of the prompt as it was laid out. */
  TokenSequence read(TokenSequence laidOut) {
    TokenSequence read = truncates ? laidOut.last(TRUNCATED) : laidOut;
    return mixesUp ? server.otherPrompt(laidOut).orElse(read) : read;
  }

  /**
   * The faults that had something to spoil.
   *
   * @param asked the request's prompt
   * @param lostTop whether the answer lost a most probable token
   */
  List<ActiveFault> effective(
      Input asked, TokenSequence laidOut, TokenSequence read, boolean lostTop) {
    return effective.stream()
        .filter(hit ->
            switch (hit.fault().kind()) {
              case LOST_TURNS -> !prompt.equals(asked);
              case TRUNCATED_CONTEXT -> laidOut.length() > TRUNCATED;
              case CACHE_MIX_UP -> !read.equals(laidOut.last(read.length()));
              case APPROXIMATE_TOP_K -> lostTop;
              case CHAT_TEMPLATE -> prompt instanceof Prompt;
              case MISROUTE, STALE_CHECKPOINT, QUANTISATION, UNDECODED_OUTPUT, CORRUPTION -> true;
            })
        .toList();
  }
}

package dev.plumbline.probe.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EgressTest {
  private static final Egress PUBLIC = new Egress(List.of());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "::1",
        "0.0.0.0",
        "::",
        "10.1.2.3",
        "172.16.0.1",
        "172.31.255.255",
        "192.168.1.1",
        "100.64.0.1",
        "100.127.255.255",
        "169.254.169.254",
        "fe80::1",
        "fd00::1",
        "fc12::1",
        "224.0.0.1",
        "ff02::1",
        "198.18.0.1",
        "::ffff:10.0.0.1",
        "::10.0.0.1"
      })
  void privateAddressesAreRefused(String address) {
    assertThat(PUBLIC.mayTalkTo(InetAddress.ofLiteral(address))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "8.8.8.8",
        "100.63.255.255",
        "100.128.0.0",
        "172.15.0.1",
        "172.32.0.1",
        "2600:1f18::1",
        "198.20.0.1"
      })
  void publicOnesAreNot(String address) {
    assertThat(PUBLIC.mayTalkTo(InetAddress.ofLiteral(address))).isTrue();
  }

  @Test
  void whatIsAllowedIsAllowedAndNothingBesideIt() {
    Egress egress = new Egress(List.of("10.2.0.0/15", "fd00:1::/32"));

    assertThat(egress.mayTalkTo(InetAddress.ofLiteral("10.3.255.255"))).isTrue();
    assertThat(egress.mayTalkTo(InetAddress.ofLiteral("10.4.0.0"))).isFalse();
    assertThat(egress.mayTalkTo(InetAddress.ofLiteral("fd00:1:2::3"))).isTrue();
    assertThat(egress.mayTalkTo(InetAddress.ofLiteral("fd00:2::3"))).isFalse();
  }

  /** Credentials of cloud machines are there, whatever anybody allows. */
  @Test
  void metadataOfMachinesIsNeverAllowed() {
    assertThat(Egress.ANYWHERE.mayTalkTo(InetAddress.ofLiteral("169.254.169.254"))).isFalse();
    assertThat(Egress.ANYWHERE.mayTalkTo(InetAddress.ofLiteral("127.0.0.1"))).isTrue();
  }

  @Test
  void namesAreJudgedByWhereTheyLead() throws UnknownHostException {
    assertThatThrownBy(() -> PUBLIC.resolve("localhost"))
        .isInstanceOf(Egress.RefusedAddressException.class);
    assertThat(Egress.ANYWHERE.resolve("localhost", 80)).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.0", "10.0.0.0/33", "10.0.0.0/-1", "a/8", "10.0.0/8x", "/8", ""})
  void whatIsNoRangeIsSaid(String text) {
    assertThatThrownBy(() -> new Egress(List.of(text)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("10.0.0.0/8");
  }
}

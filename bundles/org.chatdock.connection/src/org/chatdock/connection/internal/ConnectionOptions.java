// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import org.chatdock.connection.internal.engine.EngineOptions;
import org.chatdock.connection.internal.engine.EngineOptions.Life;
import org.chatdock.connection.internal.engine.EngineOptions.Retry;
import org.chatdock.connection.internal.engine.EngineOptions.Stops;
import org.chatdock.connection.internal.engine.EngineOptions.Tries;
import org.chatdock.connection.internal.engine.EngineOptions.Wake;
import org.chatdock.connection.internal.jetty.ProxyRoute;
import org.chatdock.connection.internal.jetty.ProxySelection;
import org.chatdock.connection.internal.jetty.Tls;
import org.chatdock.connection.internal.jetty.TransportOptions;
import org.chatdock.connection.internal.line.Endpoint;

/** From the configuration to what the parts of the line want. Illegal values are refused in a sentence. */
final class ConnectionOptions {
    private static final String SYSTEM = "SYSTEM";
    private static final String DIRECT = "DIRECT";
    /**
     * By so much earlier than promised a silent connection is given up: a busy machine rings its alarms late.
     */
    private static final long PUNCTUAL_MILLIS = 200;

    /** Who bounds the wait by less than its usual beginning wants more retries than are good for a gateway. */
    private static final int UNHURRIED_MILLIS = 3_000;

    private ConnectionOptions() {
    }

    /** One for every address, in order. */
    static List<Endpoint> endpoints(ConnectionConfiguration configuration) {
        List<String> urls = words(configuration.gatewayUrl() == null ? "" : configuration.gatewayUrl());
        return (urls.isEmpty() ? List.of("") : urls).stream()
                .map(url -> Endpoint.of(url, configuration.credentialsIn())).toList();
    }

    /** Blanks or commas between them, as people write lists. */
    private static List<String> words(String text) {
        return Arrays.stream(text.split("[\\s,]+")).filter(word -> !word.isEmpty()).toList();
    }

    static EngineOptions engine(ConnectionConfiguration c, int endpoints) {
        return new EngineOptions(
                new Life(millis(c.pingIntervalSeconds()), millis(c.probeAfterSeconds()),
                        millis(c.deadAfterSeconds()) - PUNCTUAL_MILLIS, c.probeTimeoutMillis()),
                new Wake(c.wakeTickMillis(), millis(c.wakeProbeSeconds()), millis(c.wakeReplaceSeconds())),
                new Tries(c.upgradeTimeoutMillis(), c.watchdogMillis(), millis(c.stableAfterSeconds())),
                new Retry(c.retryFloorMillis(), c.retryCapMillis(), c.localRetryMillis(), c.restartSpreadMillis(),
                        millis(c.recheckSeconds()), millis(c.retryAfterMaxSeconds()),
                        c.retryCapMillis() < UNHURRIED_MILLIS ? 0 : c.retriesPerMinute()),
                new Stops(codes("stopStatuses", c.stopStatuses()), codes("stopCloseCodes", c.stopCloseCodes()),
                        codes("conflictCloseCodes", c.conflictCloseCodes())),
                endpoints,
                millis(c.endpointStickySeconds()), millis(c.networkCheckSeconds()));
    }

    static int maxInFlight(ConnectionConfiguration c) {
        if (c.maxInFlight() < 1) {
            throw new IllegalArgumentException("maxInFlight is " + c.maxInFlight() + "; write at least 1.");
        }
        return c.maxInFlight();
    }

    private static long millis(int seconds) {
        return TimeUnit.SECONDS.toMillis(seconds);
    }

    private static Set<Integer> codes(String key, String text) {
        try {
            return words(text).stream().map(Integer::valueOf).collect(Collectors.toUnmodifiableSet());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(key + " is '" + text + "'; write numbers with blanks between them.", e);
        }
    }

    /** @param system the host's own choice, asked before every try; gives null if the host has none */
    static TransportOptions transport(ConnectionConfiguration c, Supplier<ProxySelection> system) {
        return new TransportOptions(c.connectTimeoutMillis(), c.maxTextBytes(),
                Tls.of(c.trustPlatform(), c.caFile(), words(c.pinnedCertificates())), proxies(c, system));
    }

    private static ProxySelection proxies(ConnectionConfiguration c, Supplier<ProxySelection> system) {
        String proxy = c.proxy().trim();
        if (proxy.equalsIgnoreCase(DIRECT)) {
            return ProxySelection.DIRECT;
        }
        if (proxy.isEmpty() || proxy.equalsIgnoreCase(SYSTEM)) {
            return gateway -> {
                ProxySelection host = system.get();
                return host == null ? Optional.empty() : host.routeFor(gateway);
            };
        }
        Optional<ProxyRoute> route = Optional.of(ProxyRoute.parse(proxy).as(c.proxyUser(), c.proxyPassword()));
        return gateway -> route;
    }
}

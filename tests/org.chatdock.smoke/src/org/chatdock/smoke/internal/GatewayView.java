// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.smoke.internal;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the simulator says of itself, by its {@code /state}. Of another gateway nothing is known. */
final class GatewayView {
    private final HttpClient http = HttpClient.newHttpClient();
    private final String address;

    /** @param address empty if the gateway is not the simulator */
    GatewayView(String address) {
        this.address = address;
    }

    boolean isKnown() {
        return !address.isEmpty();
    }

    /** @param path below the root of all that is HTTP */
    String address(String path) {
        return URI.create(address).resolve(path).toString();
    }

    boolean isPlayedOut() throws InterruptedException {
        return state().contains("\"playedOut\":true");
    }

    /** A number of the state, -1 if nothing is known. */
    long number(String name) throws InterruptedException {
        Matcher matcher = Pattern.compile('"' + name + "\":(\\d+)").matcher(state());
        return matcher.find() ? Long.parseLong(matcher.group(1)) : -1;
    }

    private String state() throws InterruptedException {
        if (!isKnown()) {
            return "";
        }
        try {
            return http.send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofString()).body();
        } catch (IOException e) {
            return "";
        }
    }
}

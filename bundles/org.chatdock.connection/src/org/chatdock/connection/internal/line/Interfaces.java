// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.line;

import java.net.InetAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.HashSet;
import java.util.Set;

/** Which addresses this machine has. */
public final class Interfaces {
    private Interfaces() {
    }

    /**
     * The addresses of all interfaces that are up, without loopback, as texts such as {@code 192.0.2.7}. May take some
     * milliseconds. Empty also if the system does not say.
     */
    public static Set<String> addresses() {
        Set<String> addresses = new HashSet<>();
        try {
            for (NetworkInterface each : NetworkInterface.networkInterfaces().toList()) {
                if (each.isUp() && !each.isLoopback()) {
                    for (InterfaceAddress address : each.getInterfaceAddresses()) {
                        addresses.add(text(address.getAddress()));
                    }
                }
            }
        } catch (SocketException e) {
            // Nothing is known, and nothing has changed as far as anybody can tell.
            return Set.of();
        }
        return addresses;
    }

    private static String text(InetAddress address) {
        return address.getHostAddress();
    }
}

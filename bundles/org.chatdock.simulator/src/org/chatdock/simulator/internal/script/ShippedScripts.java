// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.simulator.internal.script;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.chatdock.simulator.Script;
import org.chatdock.simulator.ScriptException;

/** The scripts among the bundle's resources. */
public final class ShippedScripts {

    /** Their names, sorted. */
    public static final List<String> NAMES = List.of("hello", "service-desk");

    private ShippedScripts() {
    }

    /**
     * @throws ScriptException if there is none of this name
     */
    public static String text(String name) throws ScriptException {
        if (!NAMES.contains(name)) {
            throw new ScriptException(name, 0, "no such script is shipped: take one of " + NAMES);
        }
        try (InputStream in = Script.class.getResourceAsStream("scripts/" + name + ".chat")) {
            if (in == null) {
                throw new IllegalStateException("the bundle lacks its script " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.simulator.internal.script;

import java.util.LinkedHashMap;
import java.util.Map;

import org.chatdock.simulator.Sender;
import org.chatdock.simulator.Utterance;

/** An utterance whose text may still grow by continuation lines. One thread. */
final class Draft {

    private final Sender sender;
    private final Options options;
    private final Map<String, Object> fields;
    private final StringBuilder text;

    Draft(Sender sender, Options options, Map<String, Object> more, String text) {
        this.sender = sender;
        this.options = options;
        this.fields = new LinkedHashMap<>(options.fields());
        this.fields.putAll(more);
        this.text = new StringBuilder(text);
    }

    void add(String line) {
        text.append('\n').append(line);
    }

    Utterance utterance() {
        return new Utterance(sender, options.type(), text.toString(), fields, options.timeForm());
    }

    Options options() {
        return options;
    }

    boolean isEmpty() {
        return text.toString().isBlank() && fields.isEmpty();
    }
}

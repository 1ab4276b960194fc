// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.simulator;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * What is said and by whom, without when and under which id.
 *
 * @param sender who says it
 * @param type the {@code MsgType}, any word
 * @param content the text, empty for none; {@code ${media}} stands for the gateway's media address
 * @param fields further JSON fields (strings, numbers, booleans, maps, lists; null is allowed as a value) in order.
 *            They win over the fields that the simulator writes; {@code ${media}} is replaced in them as well
 * @param timeForm how the frame says its time
 */
public record Utterance(Sender sender, String type, String content, Map<String, Object> fields, TimeForm timeForm) {

    /** Copies the fields (not what is nested in them). */
    public Utterance {
        Objects.requireNonNull(sender, "sender");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(content, "content");
        Objects.requireNonNull(timeForm, "timeForm");
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }
}

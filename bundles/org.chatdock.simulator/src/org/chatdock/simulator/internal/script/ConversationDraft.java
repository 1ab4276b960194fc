// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.simulator.internal.script;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.chatdock.simulator.Customer;
import org.chatdock.simulator.ScriptException;
import org.chatdock.simulator.ScriptedAnswer;

/** One customer's part while it is read: where its clock stands, and the answers. One thread. */
final class ConversationDraft {

    private record Line(Duration pause, Draft draft) {

        ScriptedAnswer.Line finish() {
            return new ScriptedAnswer.Line(pause, draft.utterance());
        }
    }

    private final Customer customer;
    private final List<List<Line>> replies = new ArrayList<>();
    private final List<Line> closing = new ArrayList<>();
    private List<Line> last;
    private Duration clock;

    ConversationDraft(Customer customer) {
        this.customer = customer;
    }

    Customer customer() {
        return customer;
    }

    Duration clock(LineCursor line) throws ScriptException {
        if (clock == null) {
            throw line.error("the first message of " + customer.id().text() + " needs a time: write @-1h5m or @0");
        }
        return clock;
    }

    void moveTo(Duration time) {
        clock = time;
    }

    void answer(String kind, Duration wait, Draft draft, LineCursor line) throws ScriptException {
        switch (kind) {
            case "reply" -> replies.add(last = new ArrayList<>());
            case "closing" -> openClosing(line);
            default -> needAnswer(line);
        }
        last.add(new Line(wait, draft));
    }

    private void openClosing(LineCursor line) throws ScriptException {
        if (!closing.isEmpty()) {
            throw line.error(customer.id().text() + " has a closing already: use 'then' to go on with it");
        }
        last = closing;
    }

    private void needAnswer(LineCursor line) throws ScriptException {
        if (last == null) {
            throw line.error("'then' goes on with a reply: put 'reply' or 'closing' above it");
        }
    }

    List<ScriptedAnswer> answers() {
        return replies.stream().map(ConversationDraft::finish).toList();
    }

    Optional<ScriptedAnswer> closing() {
        return closing.isEmpty() ? Optional.empty() : Optional.of(finish(closing));
    }

    private static ScriptedAnswer finish(List<Line> lines) {
        return new ScriptedAnswer(lines.stream().map(Line::finish).toList());
    }
}

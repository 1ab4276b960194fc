// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.simulator.internal.script;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.chatdock.simulator.Customer;
import org.chatdock.simulator.Script;
import org.chatdock.simulator.ScriptException;
import org.chatdock.simulator.ScriptId;
import org.chatdock.simulator.ScriptedAnswer;
import org.chatdock.simulator.ScriptedMessage;

/** The script while it is read: messages with their ids. One thread. */
final class ScriptDraft {

    private record Message(ScriptId id, Customer customer, Duration at, Draft draft) {

        ScriptedMessage finish() {
            return new ScriptedMessage(id, customer, draft.utterance(), at, draft.options().late(),
                    draft.options().again());
        }
    }

    private final String name;
    private final List<Message> messages = new ArrayList<>();
    private final Set<String> ids = new HashSet<>();

    ScriptDraft(String source) {
        this.name = Script.nameOf(source);
    }

    void message(Customer customer, Duration at, Draft draft, LineCursor line) throws ScriptException {
        ScriptId given = draft.options().id();
        ScriptId id = given == null ? madeId() : given;
        if (!ids.add(id.text())) {
            throw line.error("the message id " + id.text() + " is taken: give another, or use again= to deliver a "
                    + "message twice");
        }
        messages.add(new Message(id, customer, at, draft));
    }

    private ScriptId madeId() {
        return new ScriptId(String.format(Locale.ROOT, "%s-%03d", name, messages.size() + 1), false);
    }

    Script finish(Collection<ConversationDraft> conversations) {
        Map<String, List<ScriptedAnswer>> answers = new HashMap<>();
        Map<String, ScriptedAnswer> closings = new HashMap<>();
        for (ConversationDraft conversation : conversations) {
            String id = conversation.customer().id().text();
            answers.put(id, conversation.answers());
            conversation.closing().ifPresent(closing -> closings.put(id, closing));
        }
        return new Script(name, conversations.stream().map(ConversationDraft::customer).toList(),
                messages.stream().map(Message::finish).toList(), answers, closings);
    }
}

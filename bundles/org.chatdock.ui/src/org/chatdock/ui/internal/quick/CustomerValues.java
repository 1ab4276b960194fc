// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.quick;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.chatdock.api.connection.Credentials;
import org.chatdock.api.customer.CustomerFields;
import org.chatdock.api.message.ConversationId;
import org.chatdock.api.sending.QuickReply;
import org.chatdock.ui.internal.model.CustomerNames;
import org.chatdock.ui.internal.model.Messages;
import org.osgi.service.log.Logger;

/**
 * Fills quick replies with what is known: first by the CRM's {@link CustomerFields}, then by the directory of customers
 * ({@code customer.name}, {@code customer.detail}, {@code customer.id}), then by who is signed in ({@code agent.id},
 * {@code agent.company}). A customer's id is never written where a name belongs. UI thread.
 */
public final class CustomerValues {
    private final QuickReplyServices services;
    private final CustomerNames names;
    private final Logger log;

    public CustomerValues(QuickReplyServices services, CustomerNames names, Logger log) {
        this.services = services;
        this.names = names;
        this.log = log;
    }

    /** The messages of a reply, in order, for this customer. */
    public List<FilledPart> fill(QuickReply reply, ConversationId conversation) {
        Fields fields = fields(conversation);
        List<FilledPart> parts = new ArrayList<>();
        for (QuickReply.Part part : reply.parts()) {
            parts.add(new FilledPart(part.type(), Placeholders.fill(part.text(), fields), part.attachment()));
        }
        return parts;
    }

    /** Asks each service once, now, for all the places of a reply. */
    private Fields fields(ConversationId conversation) {
        List<Map<String, String>> known = new ArrayList<>();
        for (CustomerFields service : services.fields()) {
            try {
                known.add(Map.copyOf(service.fields(conversation)));
            } catch (Exception | LinkageError e) {
                // By its class only: the CRM's words may quote a customer.
                log.error("The customer fields of {} failed: {}", service.getClass().getName(), e.getClass().getName());
            }
        }
        return field -> {
            for (Map<String, String> fields : known) {
                String value = fields.getOrDefault(field, "");
                if (!value.isBlank()) {
                    return value;
                }
            }
            return own(conversation, field);
        };
    }

    private String own(ConversationId conversation, String field) {
        Credentials agent = services.agent();
        return switch (field) {
            case "customer.name" -> name(conversation);
            case "customer.detail" -> names.detail(conversation);
            case "customer.id" -> conversation.value();
            case "agent.id" -> agent.userId();
            case "agent.company" -> agent.corpId();
            default -> "";
        };
    }

    /** Empty for a customer who is called by the id because nobody knows better. */
    private String name(ConversationId conversation) {
        String name = names.name(conversation);
        boolean standIn = name.equals(conversation.value())
                || conversation.value().isEmpty() && name.equals(Messages.Avatar_unknown);
        return standIn ? "" : name;
    }
}

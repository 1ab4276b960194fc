// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.sending.internal.transfer;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletionStage;

import org.chatdock.api.connection.SignIn;
import org.chatdock.api.message.ConversationId;
import org.chatdock.api.sending.ConversationTransfer;
import org.chatdock.sending.internal.call.CallOptions;
import org.chatdock.sending.internal.call.GatewayClient;
import org.chatdock.sending.internal.call.Reply;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Hands conversations over: {@code GET} of the targets gives
 * <code>[{"id", "name", "kind": "AGENT" or "TEAM", "available": true or false}]</code>, or an object with that in
 * {@code data}; {@code POST {"To": ..., "Target": ..., "Note": ...}} does it. A target without an id is left out; one
 * without a kind is an agent, one without {@code available} is. Ranks below whatever a host offers.
 */
@Component(configurationPid = TransferConfiguration.PID, configurationPolicy = ConfigurationPolicy.REQUIRE,
        property = "service.ranking:Integer=-1000")
@Designate(ocd = TransferConfiguration.class)
public final class HttpTransfer implements ConversationTransfer {
    private final URI address;
    private final URI targets;
    private final GatewayClient client;

    /** Set by SCR on any thread, at any time. */
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile SignIn signIn;

    /** @throws IllegalArgumentException if the configuration is wrong, naming what to do */
    @Activate
    public HttpTransfer(TransferConfiguration configuration) {
        CallOptions.Check check = new CallOptions.Check(TransferConfiguration.PID);
        address = check.address("url", configuration.url());
        targets = check.address("targetsUrl", configuration.targetsUrl());
        client = new GatewayClient("chatdock-transfer",
                check.options(configuration.credentialsIn(), configuration.corpParameterName(),
                        configuration.tokenParameterName(), configuration.connectTimeoutMillis(),
                        configuration.answerTimeoutMillis()),
                () -> signIn);
    }

    @Deactivate
    void stop() {
        client.close();
    }

    @Override
    public CompletionStage<List<Target>> targets(ConversationId conversation) {
        return GatewayClient.then(client.get(targets), HttpTransfer::read);
    }

    private static List<Target> read(Reply reply) {
        JsonNode list = reply.json().isArray() ? reply.json() : reply.json().path("data");
        List<Target> read = new ArrayList<>();
        for (JsonNode one : list) {
            String id = one.path("id").asText("");
            if (!id.isEmpty()) {
                boolean team = one.path("kind").asText("").toUpperCase(Locale.ROOT).equals(Kind.TEAM.name());
                read.add(new Target(id, one.path("name").asText(id), team ? Kind.TEAM : Kind.AGENT,
                        one.path("available").asBoolean(true)));
            }
        }
        return List.copyOf(read);
    }

    @Override
    public CompletionStage<Void> transfer(ConversationId conversation, Target target, String note) {
        Map<String, String> json = new LinkedHashMap<>();
        json.put("To", conversation.value());
        json.put("Target", target.id());
        json.put("Note", note);
        return GatewayClient.then(client.post(address, json), reply -> null);
    }
}

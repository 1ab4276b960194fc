// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.simulator.internal.http;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.chatdock.simulator.Agent;
import org.chatdock.simulator.Transfer;
import org.chatdock.simulator.internal.delivery.DeliveryDesk;
import org.chatdock.simulator.internal.delivery.Frame;
import org.chatdock.simulator.internal.delivery.SentMessages;
import org.chatdock.simulator.internal.ledger.Ledger;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** {@code GET /agents} and {@code POST /transfer}: the agent hands a conversation over. Any thread. */
final class TransferCalls {

    private final Credentials credentials;
    private final Ledger ledger;
    private final DeliveryDesk desk;
    private final SentMessages sent;
    private final Clock clock;
    private final List<Agent> agents;
    private final String self;

    TransferCalls(Credentials credentials, GatewayServer.Parts parts) {
        this.credentials = credentials;
        this.ledger = parts.ledger();
        this.desk = parts.desk();
        this.sent = parts.sent();
        this.clock = parts.clock();
        this.agents = parts.agents();
        this.self = parts.agent();
    }

    void list(Request request, Response response, Callback callback) {
        Answer answer = credentials.match(request) ? Answer.ok(agents)
                : Answer.error(401, "corpid or token is missing or wrong");
        answer.write(response, callback);
    }

    void transfer(Request request, Response response, Callback callback) {
        if (Posts.isPost(request, response, callback)) {
            Posts.read(request, response, callback, body -> take(request, body, response, callback));
        }
    }

    private void take(Request request, String body, Response response, Callback callback) {
        JsonNode wish = Posts.parse(body);
        String target = wish.path("Target").asText("");
        Optional<Agent> agent = agents.stream().filter(each -> each.id().equals(target)).findFirst();
        if (!credentials.match(request)) {
            Answer.error(401, "corpid or token is missing or wrong").write(response, callback);
        } else if (wish.path("To").asText("").isEmpty() || target.isEmpty()) {
            Answer.error(400, "the body is not a JSON object with To and Target").write(response, callback);
        } else if (agent.isEmpty()) {
            Answer.error(404, "没有这个客服 (there is no such agent)").write(response, callback);
        } else if (!agent.get().available()) {
            Answer.error(409, agent.get().name() + " 暂时不能接待 (not available now)").write(response, callback);
        } else {
            Instant now = clock.instant();
            ledger.transfer(new Transfer(wish.get("To").asText(), target, wish.path("Note").asText(""), now));
            // The event comes after the answer, as with what is sent.
            Answer.NOTHING.write(response,
                    Callback.from(callback, () -> desk.offer(event(wish.get("To"), agent.get(), now))));
        }
    }

    private Frame event(JsonNode conversation, Agent agent, Instant now) {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        event.put("MsgId", sent.freshId());
        event.set("GroupId", conversation);
        event.put("From", "system");
        event.put("FromName", "system");
        event.put("FromType", "system");
        event.put("To", self);
        event.put("MsgType", "event");
        event.put("MsgTime", now.getEpochSecond());
        event.put("Content", "会话已转接给 " + agent.name());
        event.put("Event", "transfer");
        event.put("To_Agent", agent.id());
        return Frame.of(event.toString());
    }
}

// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.simulator.internal.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import org.chatdock.simulator.internal.delivery.DeliveryDesk;
import org.chatdock.simulator.internal.delivery.Frame;
import org.chatdock.simulator.internal.delivery.SentMessages;
import org.chatdock.simulator.internal.delivery.SentMessages.Taken;
import org.chatdock.simulator.internal.ledger.Ledger;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** {@code POST /recall}: the agent takes a message back. Any thread. */
final class RecallCall {

    private final Credentials credentials;
    private final Ledger ledger;
    private final DeliveryDesk desk;
    private final SentMessages sent;
    private final Clock clock;
    private final Duration within;

    RecallCall(Credentials credentials, GatewayServer.Parts parts) {
        this.credentials = credentials;
        this.ledger = parts.ledger();
        this.desk = parts.desk();
        this.sent = parts.sent();
        this.clock = parts.clock();
        this.within = parts.recallWithin();
    }

    void handle(Request request, Response response, Callback callback) {
        if (Posts.isPost(request, response, callback)) {
            Posts.read(request, response, callback, body -> take(request, body, response, callback));
        }
    }

    private void take(Request request, String body, Response response, Callback callback) {
        JsonNode wish = Posts.parse(body);
        String id = wish.path("MsgId").asText("");
        String to = wish.path("To").asText("");
        ledger.recall();
        if (!credentials.match(request)) {
            Answer.error(401, "corpid or token is missing or wrong").write(response, callback);
        } else if (id.isEmpty() || to.isEmpty()) {
            Answer.error(400, "the body is not a JSON object with MsgId and To").write(response, callback);
        } else {
            recall(id, to, response, callback);
        }
    }

    private void recall(String id, String to, Response response, Callback callback) {
        Instant now = clock.instant();
        switch (sent.recall(id, to, now, within)) {
            // The event comes after the answer, as with what is sent.
            case DONE -> Answer.NOTHING.write(response, Callback.from(callback,
                    () -> sent.find(id, to).ifPresent(message -> desk.offer(event(message, now)))));
            case REPEATED -> Answer.NOTHING.write(response, callback);
            case UNKNOWN -> Answer.error(404, "没有这条消息 (there is no such message of yours)").write(response, callback);
            case TOO_LATE -> Answer.error(409, "发出超过 " + within.toSeconds() + " 秒的消息不能撤回 (a message that is older than "
                    + within.toSeconds() + " s cannot be recalled)").write(response, callback);
        }
    }

    /** Says that the message is no more, in the name of whoever sent it. */
    private Frame event(Taken message, Instant now) {
        ObjectNode event = message.message().objectNode();
        event.put("MsgId", sent.freshId());
        for (String key : new String[] { "GroupId", "From", "FromType", "To" }) {
            JsonNode value = message.message().get(key);
            if (value != null) {
                event.set(key, value);
            }
        }
        event.put("MsgType", "event");
        event.put("MsgTime", now.getEpochSecond());
        event.put("Event", "recall");
        event.put("RefMsgId", message.id());
        event.put("Version", 1);
        return Frame.of(event.toString());
    }
}

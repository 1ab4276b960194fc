// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.simulator.internal.http;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

import org.chatdock.simulator.Scheduler;
import org.chatdock.simulator.Send;
import org.chatdock.simulator.internal.delivery.CustomerVoices;
import org.chatdock.simulator.internal.delivery.DeliveryDesk;
import org.chatdock.simulator.internal.delivery.Frame;
import org.chatdock.simulator.internal.delivery.History;
import org.chatdock.simulator.internal.ledger.Ledger;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Promise;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** {@code POST /sendMsgToUser}: the agent writes to a customer. Any thread. */
final class SendCall {

    /** How a call ends: the answer, and what was sent if it was taken. */
    private record Verdict(Answer answer, String messageId, String to, Frame frame) {

        static Verdict refused(Answer answer) {
            return new Verdict(answer, "", "", null);
        }
    }

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String[] ATTACHMENTS = { "KfPicUrl", "KfFileUrl", "MediaId" };

    private final Credentials credentials;
    private final Trouble trouble;
    private final Ledger ledger;
    private final DeliveryDesk desk;
    private final History history;
    private final CustomerVoices voices;
    private final Clock clock;
    private final Scheduler scheduler;
    private final boolean echo;
    private final AtomicLong lastId;

    SendCall(Credentials credentials, Trouble trouble, Ledger ledger, DeliveryDesk desk, History history,
            CustomerVoices voices, Clock clock, Scheduler scheduler, boolean echo) {
        this.credentials = credentials;
        this.trouble = trouble;
        this.ledger = ledger;
        this.desk = desk;
        this.history = history;
        this.voices = voices;
        this.clock = clock;
        this.scheduler = scheduler;
        this.echo = echo;
        // Ids must differ from those of earlier runs, which clients remember.
        this.lastId = new AtomicLong(clock.millis() * 1000);
    }

    void handle(Request request, Response response, Callback callback) {
        if (!request.getMethod().equals("POST")) {
            response.getHeaders().put(HttpHeader.ALLOW, "POST");
            Answer.error(405, "send with POST").write(response, callback);
            return;
        }
        Content.Source.asString(request, StandardCharsets.UTF_8, Promise.from(
                body -> take(request, body, response, callback),
                failure -> Answer.error(400, "the body broke off").write(response, callback)));
    }

    private void take(Request request, String body, Response response, Callback callback) {
        Instant now = clock.instant();
        boolean matched = credentials.match(request);
        Verdict verdict = judge(matched, body, now);
        ledger.send(new Send(verdict.messageId(), now, verdict.answer().status(), matched,
                Credentials.headersWithoutSecrets(request), body));
        Duration delay = trouble.sendDelay();
        if (delay.isZero()) {
            finish(verdict, response, callback);
        } else {
            scheduler.schedule(delay, () -> finish(verdict, response, callback));
        }
    }

    private Verdict judge(boolean matched, String body, Instant now) {
        if (!matched) {
            return Verdict.refused(Answer.error(401, "corpid or token is missing or wrong"));
        }
        Optional<Trouble.SendFailure> failure = trouble.sendFailure();
        if (failure.isPresent()) {
            String errMsg = failure.get().errMsg();
            int status = failure.get().status();
            return Verdict.refused(errMsg == null ? new Answer(status, "") : Answer.error(status, errMsg));
        }
        return judgeBody(body, now);
    }

    private Verdict judgeBody(String body, Instant now) {
        JsonNode message = parse(body);
        if (!(message instanceof ObjectNode object)) {
            return Verdict.refused(Answer.error(400, "the body is not a JSON object"));
        }
        if (object.path("To").asText("").isEmpty()) {
            return Verdict.refused(Answer.error(400, "To is missing"));
        }
        if (object.path("MsgType").asText("").isEmpty()) {
            return Verdict.refused(Answer.error(400, "MsgType is missing"));
        }
        if (!saysSomething(object)) {
            return Verdict.refused(Answer.error(400, "发送内容不能为空"));
        }
        return accept(object, now);
    }

    private static JsonNode parse(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    private static boolean saysSomething(ObjectNode message) {
        boolean something = !message.path("Content").asText("").isBlank();
        for (String attachment : ATTACHMENTS) {
            something |= !message.path(attachment).asText("").isEmpty();
        }
        return something;
    }

    private Verdict accept(ObjectNode message, Instant now) {
        String id = Long.toString(lastId.incrementAndGet());
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("msgID", id);
        answer.put("msgTime", now.getEpochSecond());
        ObjectNode echoed = message.deepCopy();
        echoed.put("MsgId", id);
        echoed.set("GroupId", message.get("To"));
        echoed.put("MsgTime", now.getEpochSecond());
        Frame frame = Frame.of(echoed.toString());
        // Taken is taken: the history has it even if the answer is late or lost.
        history.add(frame);
        return new Verdict(Answer.ok(answer), id, message.get("To").asText(), frame);
    }

    private void finish(Verdict verdict, Response response, Callback callback) {
        // What follows from the message comes after its answer, or a client could meet it under an unknown id.
        verdict.answer().write(response, Callback.from(callback, () -> follow(verdict)));
    }

    private void follow(Verdict verdict) {
        if (verdict.frame() == null) {
            return;
        }
        if (echo) {
            desk.offer(verdict.frame());
        }
        voices.hear(verdict.to());
    }
}

// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.simulator.internal.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

import org.chatdock.simulator.Scheduler;
import org.chatdock.simulator.Send;
import org.chatdock.simulator.SendFault;
import org.chatdock.simulator.internal.delivery.CustomerVoices;
import org.chatdock.simulator.internal.delivery.DeliveryDesk;
import org.chatdock.simulator.internal.delivery.SentMessages;
import org.chatdock.simulator.internal.delivery.SentMessages.Receipt;
import org.chatdock.simulator.internal.delivery.SentMessages.Taken;
import org.chatdock.simulator.internal.ledger.Ledger;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** {@code POST /sendMsgToUser}: the agent writes to a customer. Any thread. */
final class SendCall {

    /** How a call ends: the answer, and what the gateway has if it was taken. */
    private record Verdict(Answer answer, Duration retryAfter, Receipt receipt) {

        static Verdict refused(int status, String errMsg) {
            return new Verdict(Answer.error(status, errMsg), Duration.ZERO, null);
        }

        static Verdict taken(Receipt receipt) {
            Map<String, Object> answer = new LinkedHashMap<>();
            answer.put("msgID", receipt.message().id());
            answer.put("msgTime", receipt.message().at().getEpochSecond());
            return new Verdict(Answer.ok(answer), Duration.ZERO, receipt);
        }

        String messageId() {
            return receipt == null ? "" : receipt.message().id();
        }

        boolean repeated() {
            return receipt != null && receipt.repeated();
        }
    }

    /** One that is on its way through. */
    private record Call(Request request, Response response, Callback callback, boolean matched, SendFault fault) {
    }

    private static final SendFault NONE = new SendFault.Late(Duration.ZERO);
    private static final String KEY = "Idempotency-Key";
    private static final String[] ATTACHMENTS = { "KfPicUrl", "KfFileUrl", "MediaId" };
    /** What a gateway could have answered if it had taken the message. */
    private static final Answer LIKELY = new Answer(200, "{\"msgID\":\"1767322000000001\",\"msgTime\":1767322000}");

    private final Credentials credentials;
    private final Trouble trouble;
    private final Ledger ledger;
    private final DeliveryDesk desk;
    private final SentMessages sent;
    private final CustomerVoices voices;
    private final Clock clock;
    private final Scheduler scheduler;
    private final boolean echo;
    private final String clientIdField;

    SendCall(Credentials credentials, GatewayServer.Parts parts) {
        this.credentials = credentials;
        this.trouble = parts.trouble();
        this.ledger = parts.ledger();
        this.desk = parts.desk();
        this.sent = parts.sent();
        this.voices = parts.voices();
        this.clock = parts.clock();
        this.scheduler = parts.scheduler();
        this.echo = parts.echo();
        this.clientIdField = parts.clientIdField();
    }

    void handle(Request request, Response response, Callback callback) {
        if (!Posts.isPost(request, response, callback)) {
            return;
        }
        boolean matched = credentials.match(request);
        // A call that is not let in uses up no fault.
        SendFault fault = matched ? trouble.nextSend().orElse(NONE) : NONE;
        Call call = new Call(request, response, callback, matched, fault);
        if (fault instanceof SendFault.CutUnread) {
            record(call, "", 0, header(request), null);
            Posts.cut(request, callback);
            return;
        }
        Posts.read(request, response, callback, body -> take(call, body));
    }

    private static String header(Request request) {
        String key = request.getHeaders().get(KEY);
        return key == null ? "" : key.trim();
    }

    private void take(Call call, String body) {
        Instant now = clock.instant();
        JsonNode message = Posts.parse(body);
        String key = header(call.request());
        String clientId = key.isEmpty() ? message.path(clientIdField).asText("") : key;
        Verdict verdict = judge(call, message, clientId, now);
        record(call, body, call.fault() instanceof SendFault.CutUnanswered ? 0 : verdict.answer().status(), clientId,
                verdict);
        Duration delay = trouble.sendDelay();
        if (call.fault() instanceof SendFault.Late late) {
            delay = delay.plus(late.after());
        }
        if (delay.isZero()) {
            finish(call, verdict);
        } else {
            scheduler.schedule(delay, () -> finish(call, verdict));
        }
    }

    /** @param verdict null if it was not read */
    private void record(Call call, String body, int status, String clientId, Verdict verdict) {
        ledger.send(new Send(verdict == null ? "" : verdict.messageId(), clock.instant(), status, call.matched(),
                Credentials.headersWithoutSecrets(call.request()), body, clientId,
                verdict != null && verdict.repeated()));
    }

    private Verdict judge(Call call, JsonNode message, String clientId, Instant now) {
        if (!call.matched()) {
            return Verdict.refused(401, "corpid or token is missing or wrong");
        }
        if (call.fault() instanceof SendFault.Refuse refuse) {
            Answer answer = refuse.errMsg() == null ? new Answer(refuse.status(), "")
                    : Answer.error(refuse.status(), refuse.errMsg());
            return new Verdict(answer, refuse.retryAfter(), null);
        }
        if (call.fault() instanceof SendFault.Garble garble && !garble.taken()) {
            return new Verdict(LIKELY, Duration.ZERO, null);
        }
        return judgeBody(message, clientId, now);
    }

    private Verdict judgeBody(JsonNode message, String clientId, Instant now) {
        if (!(message instanceof ObjectNode object)) {
            return Verdict.refused(400, "the body is not a JSON object");
        }
        if (object.path("To").asText("").isEmpty()) {
            return Verdict.refused(400, "To is missing");
        }
        if (object.path("MsgType").asText("").isEmpty()) {
            return Verdict.refused(400, "MsgType is missing");
        }
        if (!saysSomething(object)) {
            return Verdict.refused(400, "发送内容不能为空");
        }
        return Verdict.taken(sent.take(object, clientId, now));
    }

    private static boolean saysSomething(ObjectNode message) {
        boolean something = !message.path("Content").asText("").isBlank();
        for (String attachment : ATTACHMENTS) {
            something |= !message.path(attachment).asText("").isEmpty();
        }
        return something;
    }

    private void finish(Call call, Verdict verdict) {
        // What follows from the message comes after its answer, or a client could meet it under an unknown id.
        Callback then = Callback.from(call.callback(), () -> follow(verdict));
        if (call.fault() instanceof SendFault.CutUnanswered) {
            Posts.cut(call.request(), then);
        } else if (call.fault() instanceof SendFault.Garble garble && verdict.answer().status() == 200) {
            garble(garble.what(), call, verdict.answer(), then);
        } else {
            verdict.answer().write(call.response(), verdict.retryAfter(), then);
        }
    }

    private static void garble(SendFault.Garbage what, Call call, Answer good, Callback then) {
        switch (what) {
            case NOT_JSON -> {
                call.response().getHeaders().put(HttpHeader.CONTENT_TYPE, "text/html;charset=utf-8");
                call.response().write(true, ByteBuffer.wrap("<html><body>502</body></html>".getBytes(
                        StandardCharsets.UTF_8)), then);
            }
            case OTHER_JSON -> new Answer(200, "{\"result\":\"ok\"}").write(call.response(), then);
            case EMPTY -> new Answer(200, "").write(call.response(), then);
            case HALF -> {
                byte[] whole = good.body().getBytes(StandardCharsets.UTF_8);
                call.response().getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json;charset=utf-8");
                call.response().getHeaders().put(HttpHeader.CONTENT_LENGTH, whole.length);
                call.response().write(false, ByteBuffer.wrap(Arrays.copyOf(whole, whole.length / 2)),
                        Callback.from(() -> Posts.cut(call.request(), then)));
            }
        }
    }

    private void follow(Verdict verdict) {
        if (verdict.receipt() == null || verdict.repeated()) {
            return;
        }
        Taken message = verdict.receipt().message();
        if (echo) {
            desk.offer(message.frame());
        }
        voices.hear(message.to());
    }
}

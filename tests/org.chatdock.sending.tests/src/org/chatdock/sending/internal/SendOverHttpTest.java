// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.sending.internal;

import static org.chatdock.sending.internal.Bench.ANN;
import static org.chatdock.sending.internal.Bench.BOB;
import static org.chatdock.sending.internal.Bench.NOW;
import static org.chatdock.sending.internal.Bench.TEXT;
import static org.chatdock.sending.internal.Bench.await;
import static org.chatdock.sending.internal.RecordedLog.SECRET;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.chatdock.api.connection.Credentials;
import org.chatdock.api.message.Attachment;
import org.chatdock.api.message.Message;
import org.chatdock.api.message.MessageId;
import org.chatdock.api.message.MessageType;
import org.chatdock.api.message.SenderType;
import org.chatdock.api.sending.Outgoing;
import org.chatdock.api.sending.SendOutcome;
import org.chatdock.api.sending.SendOutcome.Reason;
import org.chatdock.api.sending.SendOutcome.Refused;
import org.chatdock.api.sending.SendOutcome.Sent;
import org.chatdock.api.sending.SendOutcome.Unknown;
import org.chatdock.api.store.Appended;
import org.chatdock.sending.internal.Gateway.Received;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the gateway gets, and what its answers become. */
class SendOverHttpTest {
    @RegisterExtension
    final RecordedLog log = new RecordedLog();
    private Gateway gateway;
    private Bench bench;

    @BeforeEach
    void start() throws Exception {
        gateway = new Gateway();
        bench = new Bench(Configured.with(gateway.url("/api/sendMsgToUser")), log);
    }

    @AfterEach
    void stop() {
        bench.close();
        gateway.close();
    }

    private void configure(Configured configured) {
        bench.close();
        bench = new Bench(configured, log);
    }

    private Received request() throws InterruptedException {
        return gateway.received.poll(60, TimeUnit.SECONDS);
    }

    // --- the request

    @Test
    void aTextIsSentAsTheSeedSendsIt() throws Exception {
        bench.send(ANN, " \u3000\uFEFF hello \"\u4F60\u597D\" \uD83D\uDE00\n\u00A0");

        Received request = request();

        assertEquals("POST", request.method());
        assertEquals("/api/sendMsgToUser", request.target());
        assertEquals("{\"To\":\"ann\",\"FromType\":\"agent\",\"From\":\"corp_agent\","
                + "\"Content\":\"hello \\\"\u4F60\u597D\\\" \uD83D\uDE00\",\"MsgType\":\"text\",\"KfFileUrl\":\"\"}",
                request.body());
        assertEquals("corp", request.headers().getFirst("corpid"));
        assertEquals(SECRET, request.headers().getFirst("token"));
        assertEquals("application/json", request.headers().getFirst("Content-Type"));
        assertNull(request.headers().getFirst("Cookie"));
        assertNull(request.headers().getFirst("Authorization"));
    }

    @Test
    void everyAttachmentIsSentInTheSeedsOrder() throws Exception {
        bench.sender.send(new Outgoing(ANN, MessageType.IMAGE, "  ", new Attachment("p", "f", "m")));

        assertEquals("{\"To\":\"ann\",\"FromType\":\"agent\",\"From\":\"corp_agent\",\"Content\":\"\","
                + "\"MsgType\":\"image\",\"KfPicUrl\":\"p\",\"KfFileUrl\":\"f\",\"MediaId\":\"m\"}", request().body());
    }

    @Test
    void ourIdTravelsOnlyWhereItIsConfigured() throws Exception {
        bench.sendAndWait();
        Received plain = request();
        assertFalse(plain.headers().containsKey("Idempotency-Key"));
        configure(Configured.with(gateway.url("/")).and("idempotencyHeader", "Idempotency-Key")
                .and("idempotencyField", "msgid"));

        bench.sendAndWait();

        Received named = request();
        String id = named.headers().getFirst("Idempotency-Key");
        assertTrue(id.matches("[0-9a-f]{32}"), id);
        assertEquals(plain.body().replaceFirst("}$", ",\"msgid\":\"" + id + "\"}"), named.body());
    }

    @Test
    void triesOfAMessageCarryTheSameIdAndTheServicesWishIsRead() throws Exception {
        configure(Configured.with(gateway.url("/")).and("idempotencyHeader", "Idempotency-Key"));
        AtomicInteger requests = new AtomicInteger();
        gateway.answer((request, exchange) -> {
            boolean first = requests.incrementAndGet() == 1;
            if (first) {
                exchange.getResponseHeaders().set("Retry-After", "0");
            }
            Gateway.reply(exchange, first ? 503 : 200, "{\"msgID\":\"1\"}");
        });

        assertInstanceOf(Sent.class, bench.sendAndWait());

        assertEquals(request().headers().getFirst("Idempotency-Key"),
                request().headers().getFirst("Idempotency-Key"));
    }

    @Test
    void aLongWishIsANoAtOnce() throws Exception {
        gateway.answer((request, exchange) -> {
            exchange.getResponseHeaders().set("Retry-After", "3600");
            Gateway.reply(exchange, 429, "{\"ErrMsg\":\"later\"}");
        });

        assertEquals(new Refused(Reason.THROTTLED, "later"), bench.sendAndWait());
        assertEquals(1, gateway.all().size());
    }

    @Test
    void halfAPairIsEscapedAsJavaScriptDoes() throws Exception {
        bench.send(ANN, "x\uD83Dy");

        assertTrue(request().body().contains("\"Content\":\"x\\ud83dy\""));
    }

    @Test
    void theCredentialsCanTravelInTheQuery() throws Exception {
        configure(Configured.with(gateway.url("/send?a=b%20c")).and("credentialsIn", "query")
                .and("corpParameterName", "corp_id").and("tokenParameterName", "tok"));
        bench.signIn = Bench.of(new Credentials("c&=\u4F60", "u", SECRET + " +/?"));

        bench.sendAndWait();

        Received request = request();
        assertEquals("/send?a=b%20c&corp_id=c%26%3D%E4%BD%A0&tok=" + SECRET + "%20%2B%2F%3F", request.target());
        assertNull(request.headers().getFirst("corpid"));
        assertNull(request.headers().getFirst("token"));
        assertTrue(request.body().contains("\"From\":\"c&=\u4F60_u\""));
    }

    @Test
    void methodAndHeadersAreConfigured() throws Exception {
        configure(Configured.with(gateway.url("/x")).and("method", "put").and("corpParameterName", "X-Corp")
                .and("tokenParameterName", "X-Token"));

        bench.sendAndWait();

        Received request = request();
        assertEquals("PUT", request.method());
        assertEquals("corp", request.headers().getFirst("X-Corp"));
        assertEquals(SECRET, request.headers().getFirst("X-Token"));
    }

    @Test
    void partsOfTheCredentialsThatAreEmptyAreLeftOut() throws Exception {
        bench.signIn = Bench.of(Credentials.NONE);

        assertInstanceOf(Sent.class, bench.sendAndWait());

        Received request = request();
        assertFalse(request.headers().containsKey("corpid"));
        assertFalse(request.headers().containsKey("token"));
    }

    @Test
    void credentialsThatWouldEndTheHeaderAreRefused() throws Exception {
        bench.signIn = Bench.of(new Credentials("corp", "agent", SECRET + "\r\nX-Other: 1"));

        assertEquals(new Refused(Reason.NOT_CONFIGURED, ""), bench.sendAndWait());

        assertEquals(List.of(), gateway.all());
        log.expectError("set credentialsIn to QUERY");
    }

    // --- before the request

    @Test
    void nothingIsRefusedBeforeAnybodyIsAsked() throws Exception {
        bench.signIn = Bench.asking(() -> {
            throw new AssertionError("asked");
        });
        for (String empty : List.of("", " ", "\u00A0\uFEFF\u3000\u2028\t")) {
            assertEquals(new Refused(Reason.EMPTY, ""), await(bench.send(ANN, empty)));
        }

        assertEquals(List.of(), gateway.all());
    }

    @Test
    void anyAttachmentIsSomethingToSend() throws Exception {
        for (Attachment attachment : List.of(new Attachment("p", "", ""), new Attachment("", "f", ""),
                new Attachment("", "", "m"))) {
            assertInstanceOf(Sent.class, await(bench.sender.send(new Outgoing(ANN, "file", "", attachment))));
        }
    }

    @Test
    void withoutASignInItIsNotConfigured() throws Exception {
        bench.signIn = null;

        assertEquals(new Refused(Reason.NOT_CONFIGURED, ""), bench.sendAndWait());

        assertEquals(List.of(), gateway.all());
    }

    @Test
    void aSourceThatFailsIsAFailedTry() throws Exception {
        Refused unreachable = new Refused(Reason.UNREACHABLE, "");
        bench.signIn = Bench.asking(() -> CompletableFuture.failedStage(new IllegalStateException(SECRET)));
        assertEquals(unreachable, bench.sendAndWait());

        bench.signIn = Bench.asking(() -> {
            throw new IllegalStateException(SECRET);
        });
        assertEquals(unreachable, bench.sendAndWait());

        bench.signIn = Bench.asking(() -> null);
        assertEquals(unreachable, bench.sendAndWait());

        bench.signIn = Bench.of(null);
        assertEquals(unreachable, bench.sendAndWait());

        assertEquals(List.of(), gateway.all());
    }

    @Test
    void aSourceThatNeverAnswersIsAFailedTry() throws Exception {
        try (Bench impatient = new Bench(Configured.with(gateway.url("/")), log, Duration.ofMillis(20))) {
            impatient.signIn = Bench.asking(CompletableFuture::new);

            assertEquals(new Refused(Reason.UNREACHABLE, ""), impatient.sendAndWait());
        }
        assertEquals(List.of(), gateway.all());
    }

    @Test
    void theSourceCanChangeBetweenTwoMessages() throws Exception {
        bench.sendAndWait();
        bench.signIn = Bench.of(new Credentials("other", "user", SECRET + "2"));
        bench.sendAndWait();

        assertEquals("corp", request().headers().getFirst("corpid"));
        Received second = request();
        assertEquals("other", second.headers().getFirst("corpid"));
        assertEquals(SECRET + "2", second.headers().getFirst("token"));
        assertTrue(second.body().contains("\"From\":\"other_user\""));
    }

    // --- the answer

    @Test
    void whatWasSentIsStoredAndGiven() throws Exception {
        gateway.answer(200, "{\"msgID\":\"id-7\",\"msgTime\":1700000001}");
        Outgoing outgoing = new Outgoing(ANN, MessageType.FILE, " " + TEXT + " ", new Attachment("p", "f", "m"));

        SendOutcome outcome = await(bench.sender.send(outgoing));

        Message expected = new Message(new MessageId("id-7"), ANN, "corp_agent", "ann", SenderType.AGENT,
                MessageType.FILE, TEXT, new Attachment("p", "f", "m"), Instant.ofEpochSecond(1_700_000_001L), Map.of());
        assertEquals(new Sent(expected), outcome);
        assertEquals(List.of(expected), List.copyOf(bench.store.appended));
    }

    @Test
    void withoutATimeItIsNowInSeconds() throws Exception {
        gateway.answer(200, "{\"msgID\":12345678901234567890}");

        Sent sent = (Sent) bench.sendAndWait();

        assertEquals(new MessageId("12345678901234567890"), sent.message().id());
        assertEquals(NOW.truncatedTo(ChronoUnit.SECONDS), sent.message().time());
    }

    @Test
    void itIsSentOnlyAfterTheCommit() throws Exception {
        CompletableFuture<Appended> commit = new CompletableFuture<>();
        bench.store.commit = () -> commit;

        CompletionStage<SendOutcome> stage = bench.send(ANN, TEXT);

        assertTrue(bench.store.appended.poll(60, TimeUnit.SECONDS) != null);
        assertFalse(stage.toCompletableFuture().isDone());
        commit.complete(Appended.ADDED);
        assertInstanceOf(Sent.class, await(stage));
    }

    @Test
    void ifTheStoreFailsItIsSentAllTheSame() throws Exception {
        bench.store.commit = () -> CompletableFuture.failedStage(new IllegalStateException("disk"));
        assertInstanceOf(Sent.class, bench.sendAndWait());
        log.expectError("Sent, but not stored");

        bench.store.commit = () -> {
            throw new IllegalStateException("closed");
        };
        assertInstanceOf(Sent.class, await(bench.send(BOB, TEXT)));
        log.expectError("Sent, but not stored");
    }

    @Test
    void theServicesNoIsGivenInItsWords() throws Exception {
        Map<String, String> answers = Map.of("{\"ErrMsg\":\"\u4E0D\u884C\"}", "\u4E0D\u884C",
                "{\"data\":{\"ErrMsg\":\"inner\"}}", "inner", "{}", "", "<html>", "", "", "");
        for (int status : new int[] { 400, 401, 403, 407, 500, 503 }) {
            for (Map.Entry<String, String> answer : answers.entrySet()) {
                gateway.answer(status, answer.getKey());

                Reason reason = status == 401 || status == 403 ? Reason.SIGNED_OUT : Reason.SERVICE;
                assertEquals(new Refused(reason, answer.getValue()), bench.sendAndWait(), "status " + status);
            }
        }
        assertTrue(bench.store.appended.isEmpty());
        assertEquals(30, gateway.all().size());
    }

    @Test
    void aSuccessWithoutIdIsANoIfTheServiceSaysWhy() throws Exception {
        gateway.answer(200, "{\"ErrMsg\":\"no such customer\",\"msgID\":\"\"}");
        assertEquals(new Refused(Reason.SERVICE, "no such customer"), bench.sendAndWait());
    }

    @Test
    void aSuccessThatCannotBeReadIsUnknown() throws Exception {
        for (String body : List.of("", "<html>OK</html>", "{\"msgID\":\"1\"", "{\"msgID\":\"1\"} and more", "{}", "null",
                "[]")) {
            gateway.answer(200, body);
            assertEquals(new Unknown(), bench.sendAndWait(), body);
        }
        assertTrue(bench.store.appended.isEmpty());
    }

    @Test
    void anAnswerOfMoreThanOneMebibyteIsNotRead() throws Exception {
        String huge = "{\"msgID\":\"1\",\"x\":\"" + "y".repeat(1 << 20) + "\"}";
        gateway.answer(200, huge);
        assertEquals(new Unknown(), bench.sendAndWait());

        gateway.answer(500, huge);
        assertEquals(new Refused(Reason.SERVICE, ""), bench.sendAndWait());

        gateway.answer(200, "{\"msgID\":\"1\",\"x\":\"" + "y".repeat(1_000_000) + "\"}");
        assertInstanceOf(Sent.class, bench.sendAndWait());
    }

    @Test
    void anotherCharsetIsRead() throws Exception {
        gateway.answer((request, exchange) -> {
            byte[] body = "{\"ErrMsg\":\"\u4E0D\u884C\"}".getBytes("GBK");
            exchange.getResponseHeaders().set("Content-Type", "application/json; charset=GBK");
            exchange.sendResponseHeaders(500, body.length);
            exchange.getResponseBody().write(body);
        });

        assertEquals(new Refused(Reason.SERVICE, "\u4E0D\u884C"), bench.sendAndWait());
    }

    @Test
    void redirectsAreNotFollowed() throws Exception {
        try (Gateway other = new Gateway()) {
            for (int status : new int[] { 301, 302, 303, 307, 308 }) {
                gateway.answer((request, exchange) -> {
                    exchange.getResponseHeaders().set("Location", other.url("/stolen"));
                    Gateway.reply(exchange, status, "");
                });

                assertEquals(new Refused(Reason.SERVICE, ""), bench.sendAndWait());
            }
            assertEquals(List.of(), other.all());
        }
    }

    @Test
    void cookiesAreNotKept() throws Exception {
        gateway.answer((request, exchange) -> {
            exchange.getResponseHeaders().set("Set-Cookie", "a=b; Path=/");
            Gateway.reply(exchange, 200, "{\"msgID\":\"1\"}");
        });
        bench.sendAndWait();
        bench.sendAndWait();

        gateway.all().forEach(request -> assertNull(request.headers().getFirst("Cookie")));
    }

    // --- the order

    @Test
    void messagesToOneCustomerLeaveOneAfterTheOther() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        gateway.answer((request, exchange) -> {
            if (request.body().contains("\"To\":\"ann\"")) {
                release.await(60, TimeUnit.SECONDS);
            }
            Gateway.reply(exchange, 200, "{\"msgID\":\"" + request.body().hashCode() + "\"}");
        });
        List<CompletionStage<SendOutcome>> stages = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            stages.add(bench.send(ANN, "text " + i));
            expected.add("text " + i);
        }

        // Bob does not wait for Ann, and by his answer Ann has only one request on the way.
        assertInstanceOf(Sent.class, await(bench.send(BOB, "hello")));
        assertInstanceOf(Sent.class, await(bench.send(BOB, "again")));
        assertTrue(gateway.all().stream().filter(request -> request.body().contains("\"To\":\"ann\"")).count() <= 1);
        assertTrue(stages.stream().noneMatch(stage -> stage.toCompletableFuture().isDone()));
        release.countDown();

        for (CompletionStage<SendOutcome> stage : stages) {
            assertInstanceOf(Sent.class, await(stage));
        }
        assertEquals(expected, bench.store.appended.stream().filter(message -> message.conversation().equals(ANN))
                .map(Message::content).toList());
        assertEquals(22, gateway.all().size());
    }

    @Test
    void theNextMessageWaitsForTheCommitOfTheOneBefore() throws Exception {
        CompletableFuture<Appended> commit = new CompletableFuture<>();
        bench.store.commit = () -> commit;
        bench.send(ANN, "1");
        CompletionStage<SendOutcome> second = bench.send(ANN, "2");
        assertTrue(bench.store.appended.poll(60, TimeUnit.SECONDS) != null);
        assertEquals(1, gateway.all().size());

        commit.complete(Appended.ADDED);

        assertInstanceOf(Sent.class, await(second));
        assertEquals(2, gateway.all().size());
    }

    @Test
    void aRefusedMessageLetsTheNextPass() throws Exception {
        gateway.answer((request, exchange) -> Gateway.reply(exchange, request.body().contains("\"bad\"") ? 500 : 200,
                "{\"msgID\":\"1\"}"));
        CompletionStage<SendOutcome> bad = bench.send(ANN, "bad");
        CompletionStage<SendOutcome> good = bench.send(ANN, "good");

        assertEquals(new Refused(Reason.SERVICE, ""), await(bad));
        assertInstanceOf(Sent.class, await(good));
    }
}

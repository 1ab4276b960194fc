// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.sending.internal.upload;

import static org.chatdock.sending.internal.call.TestService.await;
import static org.chatdock.sending.internal.call.TestService.failure;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import org.chatdock.api.message.Attachment;
import org.chatdock.api.sending.AttachmentUpload.Upload;
import org.chatdock.api.sending.ServiceException;
import org.chatdock.api.sending.UploadFile;
import org.chatdock.sending.internal.call.TestService;
import org.chatdock.sending.internal.call.TestService.Received;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpUploadTest {
    private final Map<String, Object> configuration = new HashMap<>();
    private final List<Long> progress = Collections.synchronizedList(new ArrayList<>());
    private TestService service;
    private HttpUpload upload;

    @BeforeEach
    void start() throws Exception {
        service = new TestService();
        configuration.put("url", service.url("/upload"));
        configure();
    }

    private void configure() {
        if (upload != null) {
            upload.stop();
        }
        upload = new HttpUpload(TestService.configured(UploadConfiguration.class, configuration));
        upload.signIn = service.signIn();
    }

    @AfterEach
    void stop() {
        upload.stop();
        service.close();
    }

    private static UploadFile file(String name, boolean picture, byte[] bytes) {
        return new UploadFile(name, picture ? "image/png" : "application/pdf", picture, bytes.length,
                () -> new ByteArrayInputStream(bytes));
    }

    private Upload start(UploadFile file) {
        return upload.start(file, progress::add);
    }

    @Test
    void theFileIsAPartOfAForm() throws Exception {
        configuration.put("typeField", "type");
        configuration.put("fieldName", "media");
        configure();
        service.answer(200, "{\"url\":\"http://x/y.png\"}");
        byte[] bytes = { 1, 2, 0, -1, '\r', '\n', '-', '-' };
        Attachment attachment = await(start(file("图 \"1\".png", true, bytes)).result());
        assertEquals(new Attachment("http://x/y.png", "", ""), attachment);
        Received request = service.request();
        assertEquals("POST", request.method());
        assertEquals("corp", request.headers().getFirst("corpid"));
        String type = request.headers().getFirst("Content-Type");
        assertTrue(type.startsWith("multipart/form-data; boundary="), type);
        assertEquals("" + request.body().length(), request.headers().getFirst("Content-Length"));
        String boundary = "--" + type.substring(type.indexOf('=') + 1).replace("\"", "");
        String body = new String(request.body().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        assertTrue(body.startsWith(boundary + "\r\n"), body);
        assertTrue(body.contains("Content-Disposition: form-data; name=\"type\"\r\n"), body);
        assertTrue(body.contains("\r\n\r\nimage\r\n" + boundary), body);
        assertTrue(body.contains("Content-Disposition: form-data; name=\"media\"; filename=\"图 _1_.png\"\r\n"), body);
        assertTrue(body.contains("Content-Type: image/png\r\n"), body);
        assertTrue(request.body().contains(
                "\r\n\r\n" + new String(bytes, StandardCharsets.ISO_8859_1) + "\r\n" + boundary + "--"), body);
        assertEquals(8L, progress.get(progress.size() - 1));
    }

    @Test
    void theAnswerIsReadTolerantly() throws Exception {
        becomes("{\"media_id\":\"m1\"}", new Attachment("", "", "m1"));
        becomes("{\"errcode\":0,\"errmsg\":\"ok\",\"media_id\":\"m1\"}", new Attachment("", "", "m1"));
        becomes("{\"data\":{\"url\":\"u\",\"MediaId\":17}}", new Attachment("", "u", "17"));
        becomes("{\"data\":\"http://x/y\"}", new Attachment("", "http://x/y", ""));
        service.answer(200, "{\"ErrMsg\":\"disk full\"}");
        assertEquals("disk full", failure(start(file("a.pdf", false, new byte[9])).result()).serviceText());
        service.answer(200, "thanks");
        assertTrue(failure(start(file("a.pdf", false, new byte[9])).result()).getMessage().contains("media_id"));
    }

    private void becomes(String answer, Attachment attachment) throws Exception {
        service.answer(200, answer);
        assertEquals(attachment, await(start(file("a.pdf", false, new byte[9])).result()), answer);
    }

    @Test
    void aSecondTryOpensTheFileAgainAndProgressOnlyRises() throws Exception {
        AtomicInteger opened = new AtomicInteger();
        AtomicInteger closed = new AtomicInteger();
        byte[] bytes = new byte[300_000];
        service.refuseOnce("{\"url\":\"u\"}");
        await(start(new UploadFile("a.pdf", "application/pdf", false, bytes.length, () -> {
            opened.incrementAndGet();
            return new ByteArrayInputStream(bytes) {
                @Override
                public void close() throws IOException {
                    closed.set(opened.get());
                    super.close();
                }
            };
        })).result());
        assertEquals(2, opened.get());
        assertEquals(2, closed.get());
        assertEquals(List.of(service.now), service.refused);
        List<Long> told = List.copyOf(progress);
        assertEquals(told.stream().sorted().distinct().toList(), told);
        assertTrue(told.size() > 3, told::toString);
        assertEquals(300_000L, told.get(told.size() - 1));
    }

    @Test
    void theFileStreamsAndIsNeverHeldWhole() throws Exception {
        configuration.put("maxFileMegabytes", 1024);
        configure();
        CountDownLatch go = new CountDownLatch(1);
        AtomicLong read = new AtomicLong();
        service.script(exchange -> {
            go.await();
            exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
            TestService.reply(exchange, 200, "{\"url\":\"u\"}");
        });
        long bytes = 300L << 20;
        Upload under = start(new UploadFile("big", "x/y", false, bytes, () -> zeros(bytes, read)));
        go.countDown();
        await(under.result());
        assertEquals(bytes, read.get());
        assertEquals(bytes, progress.get(progress.size() - 1));
    }

    private static InputStream zeros(long bytes, AtomicLong read) {
        return new InputStream() {
            @Override
            public int read() {
                return read.get() >= bytes ? -1 : (int) (read.incrementAndGet() & 0);
            }

            @Override
            public int read(byte[] into, int offset, int length) {
                int count = (int) Math.min(length, bytes - read.get());
                read.addAndGet(count);
                return count == 0 ? -1 : count;
            }
        };
    }

    @Test
    void cancelEndsIt() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        service.script(exchange -> {
            arrived.countDown();
            never.await();
        });
        Upload under = start(new UploadFile("big", "x/y", false, 15 << 20, () -> new InputStream() {
            @Override
            public int read() {
                return 0;
            }

            @Override
            public void close() {
                closed.countDown();
            }
        }));
        arrived.await();
        under.cancel();
        ExecutionException failure = assertThrows(ExecutionException.class, () -> await(under.result()));
        assertInstanceOf(CancellationException.class, failure.getCause());
        assertTrue(closed.await(60, TimeUnit.SECONDS), "The file is closed.");
        under.cancel();
    }

    @Test
    void aFileThatCannotBeReadIsAFailure() throws Exception {
        ServiceException failure = failure(start(new UploadFile("a", "x/y", false, 5, () -> {
            throw new IOException(TestService.SECRET);
        })).result());
        assertTrue(failure.getMessage().contains("java.io.IOException"), failure.getMessage());
    }

    @Test
    void aFileThatHasChangedIsAFailure() throws Exception {
        for (int size : new int[] { 4, 6 }) {
            ServiceException failure = failure(start(new UploadFile("a", "x/y", false, 5,
                    () -> new ByteArrayInputStream(new byte[size]))).result());
            assertTrue(failure.getMessage().contains("java.io.IOException"), failure.getMessage());
        }
    }

    @Test
    void theLimitsAreThoseOfTheConfiguration() throws Exception {
        configuration.put("maxPictureMegabytes", 1);
        configuration.put("extensions", new String[] { ".PDF", " png ", "" });
        configure();
        assertEquals(1 << 20, upload.limits().pictureBytes());
        assertEquals(20 << 20, upload.limits().fileBytes());
        assertEquals(Set.of("pdf", "png"), upload.limits().extensions());
        assertEquals(Set.of("image/jpeg", "image/png"), upload.limits().pictureTypes());
        assertTrue(failure(start(file("a.png", true, new byte[(1 << 20) + 1])).result()).getMessage()
                .contains("larger than the configuration org.chatdock.upload allows"));
        assertEquals(0, service.received.size());
        configuration.put("maxFileMegabytes", 0);
        assertEquals("Configuration org.chatdock.upload: maxFileMegabytes is \"0\"; it must be from 1 to 1024.",
                assertThrows(IllegalArgumentException.class, this::configure).getMessage());
    }
}

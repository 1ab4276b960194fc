// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.system;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;

import org.chatdock.simulator.Gateway;
import org.chatdock.simulator.GatewayBuilder;
import org.chatdock.simulator.Upload;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The simulator's upload call, without Chatdock. */
class GatewayUploadTest {
    private static final byte[] CONTENT = content(100_000);

    private Gateway gateway;
    private SimulatorCalls calls;

    private static byte[] content(int bytes) {
        byte[] content = new byte[bytes];
        new Random(7).nextBytes(content);
        return content;
    }

    private void start(GatewayBuilder options) throws IOException {
        gateway = options.token(House.TOKEN).start();
        calls = new SimulatorCalls(gateway);
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    private static URI address(HttpResponse<String> answer) {
        return URI.create((String) SimulatorCalls.object(answer.body()).get("url"));
    }

    @Test
    void aPictureIsServedAfterwardsByteForByte() throws Exception {
        start(Gateway.builder());

        HttpResponse<String> answer = calls.upload("receipt.png", "image/png", CONTENT, "image");

        assertEquals(200, answer.statusCode());
        URI address = address(answer);
        assertTrue(address.toString().startsWith(gateway.mediaUri() + "/up/"), address.toString());
        assertTrue(address.getPath().endsWith("/receipt.png"), address.toString());
        HttpResponse<byte[]> served = calls.get(address);
        assertArrayEquals(CONTENT, served.body());
        assertEquals("image/png", served.headers().firstValue("Content-Type").orElseThrow());
        Upload upload = gateway.uploads().get(0);
        assertEquals(List.of("receipt.png", "image", "image/png", CONTENT.length, address),
                List.of(upload.name(), upload.type(), upload.contentType(), upload.bytes(), upload.address()));
        assertEquals(1, gateway.state().uploads());
    }

    @Test
    void aMediaFileIsAnsweredWithItsIdAlone() throws Exception {
        start(Gateway.builder());

        HttpResponse<String> answer = calls.upload("voice.amr", "audio/amr", CONTENT, "media");

        assertEquals(Map.of("media_id", gateway.uploads().get(0).id()), SimulatorCalls.object(answer.body()));
        assertArrayEquals(CONTENT, calls.get(gateway.uploads().get(0).address()).body());
    }

    @Test
    void withoutATypeItIsAPictureOrAFileByItsContentType() throws Exception {
        start(Gateway.builder());

        calls.upload("a.jpg", "image/jpeg", CONTENT, null);
        calls.upload("a.pdf", "application/pdf", new byte[0], null);

        assertEquals(List.of("image", "file"), gateway.uploads().stream().map(Upload::type).toList());
        assertEquals(0, calls.get(gateway.uploads().get(1).address()).body().length);
    }

    @Test
    void namesKeepTheirLettersAndLoseWhatCouldMislead() throws Exception {
        start(Gateway.builder());

        calls.upload("发票 2026.pdf", "application/pdf", CONTENT, "file");
        calls.upload("../../etc/pass?wd#.txt", "text/plain", CONTENT, "file");
        calls.upload("C:\\Users\\lin\\a%2Fb.txt", "text/plain", CONTENT, "file");
        calls.upload("..", "text/plain", CONTENT, "file");

        assertEquals(List.of("发票 2026.pdf", "pass_wd_.txt", "a_2Fb.txt", "file"),
                gateway.uploads().stream().map(Upload::name).toList());
        for (Upload upload : gateway.uploads()) {
            assertArrayEquals(CONTENT, calls.get(upload.address()).body(), upload.name());
        }
    }

    @Test
    void aFileThatIsTooLargeIsRefusedHoweverLargeItIs() throws Exception {
        start(Gateway.builder().largestUpload(1000));

        assertEquals(200, calls.upload("a.bin", "application/octet-stream", content(1000), "file").statusCode());
        for (int bytes : new int[] { 1001, 70_000, 5_000_000 }) {
            HttpResponse<String> answer = calls.upload("a.bin", "application/octet-stream", content(bytes), "file");
            assertEquals(413, answer.statusCode());
            assertEquals("文件不能超过 1000 字节 (a file is 1000 bytes at most)", SimulatorCalls.errMsg(answer));
        }

        assertEquals(1, gateway.uploads().size());
        assertEquals(4, gateway.state().uploads());
        assertThrows(IllegalArgumentException.class, () -> Gateway.builder().largestUpload(0));
    }

    @Test
    void whatIsNoPictureIsNoneAndUnknownTypesAreNotTaken() throws Exception {
        start(Gateway.builder());

        assertEquals(415, calls.upload("a.exe", "application/x-msdownload", CONTENT, "image").statusCode());
        assertEquals(415, calls.upload("a.svg", "image/svg+xml", CONTENT, "image").statusCode());
        assertEquals(415, calls.upload("a.png", "image/png", CONTENT, "sticker").statusCode());

        assertEquals(List.of(), gateway.uploads());
    }

    @Test
    void whatIsNoFormIsRefused() throws Exception {
        start(Gateway.builder());

        assertEquals(415, calls.post(gateway.uploadUri(), "{}").statusCode());
        assertEquals(415, form("multipart/form-data", "").statusCode());
        String form = "multipart/form-data; boundary=" + SimulatorCalls.BOUNDARY;
        assertEquals(400, form(form, "no form").statusCode());
        assertEquals(400, form(form, "--" + SimulatorCalls.BOUNDARY
                + "\r\nContent-Disposition: form-data; name=\"type\"\r\n\r\nimage\r\n--" + SimulatorCalls.BOUNDARY + "--\r\n").statusCode());
        assertEquals(405, calls.get(gateway.uploadUri()).statusCode());
    }

    private HttpResponse<String> form(String contentType, String body) throws Exception {
        return calls.call(SimulatorCalls.to(gateway.uploadUri()).header("Content-Type", contentType)
                .POST(BodyPublishers.ofString(body)).build());
    }

    @Test
    void whoeverUploadsNeedsTheCredentials() throws Exception {
        start(Gateway.builder().corp("another"));

        assertEquals(401, calls.upload("a.png", "image/png", CONTENT, "image").statusCode());

        assertEquals(List.of(), gateway.uploads());
    }

    @Test
    void uploadsFailAndAreLateOnRequest() throws Exception {
        ConcurrentLinkedQueue<Duration> delays = new ConcurrentLinkedQueue<>();
        start(Gateway.builder().scheduler((delay, task) -> {
            delays.add(delay);
            task.run();
            return () -> { };
        }).redeliverAfter(Duration.ZERO));
        delays.clear();
        gateway.faults().failUploads(507, "空间不足");
        HttpResponse<String> refused = calls.upload("a.png", "image/png", CONTENT, "image");
        assertEquals(507, refused.statusCode());
        assertEquals("空间不足", SimulatorCalls.errMsg(refused));
        gateway.faults().failUploads(500, null);
        assertEquals("", calls.upload("a.png", "image/png", CONTENT, "image").body());
        assertTrue(delays.isEmpty());
        gateway.faults().acceptUploads();
        gateway.faults().delayUploads(Duration.ofSeconds(9));

        assertEquals(200, calls.upload("a.png", "image/png", CONTENT, "image").statusCode());

        assertEquals(Duration.ofSeconds(9), delays.poll());
        assertEquals(1, gateway.uploads().size());
    }

    @Test
    void thereIsNoSuchFile() throws Exception {
        start(Gateway.builder());

        assertEquals(404, calls.get(URI.create(gateway.mediaUri() + "/up/1/a.png")).statusCode());
        assertEquals(404, calls.get(URI.create(gateway.mediaUri() + "/up/")).statusCode());
        assertFalse(calls.get(URI.create(gateway.mediaUri() + "/receipt.png")).body().length == 0);
    }

    @Test
    void whenThereIsNoMoreRoomTheOldestIsNoLongerServed() throws Exception {
        start(Gateway.builder().uploadSpace(2 * CONTENT.length));
        for (int i = 0; i < 3; i++) {
            assertEquals(200, calls.upload("a.bin", "application/octet-stream", CONTENT, "file").statusCode());
        }

        List<Integer> statuses = new ArrayList<>();
        for (Upload upload : gateway.uploads()) {
            statuses.add(calls.get(upload.address()).statusCode());
        }

        assertEquals(List.of(404, 200, 200), statuses);
    }
}

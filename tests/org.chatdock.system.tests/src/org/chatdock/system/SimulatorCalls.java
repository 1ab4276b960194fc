// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.system;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.chatdock.simulator.Gateway;

/** The simulator's calls by the JDK's client, with the credentials of the tests. */
final class SimulatorCalls {
    static final String BOUNDARY = "----boundary-of-a-test";

    private final HttpClient http = HttpClient.newHttpClient();
    private final Gateway gateway;

    SimulatorCalls(Gateway gateway) {
        this.gateway = gateway;
    }

    static HttpRequest.Builder to(URI address) {
        return HttpRequest.newBuilder(address).timeout(House.PATIENCE).header("corpid", "demo")
                .header("token", House.TOKEN);
    }

    HttpResponse<String> call(HttpRequest request) throws Exception {
        return http.send(request, BodyHandlers.ofString());
    }

    HttpResponse<String> post(URI address, String body) throws Exception {
        return call(to(address).POST(BodyPublishers.ofString(body)).build());
    }

    HttpResponse<byte[]> get(URI address) throws Exception {
        return http.send(to(address).build(), BodyHandlers.ofByteArray());
    }

    /** @param key the header Idempotency-Key */
    HttpResponse<String> send(String body, String key) throws Exception {
        return call(to(gateway.sendUri()).header("Idempotency-Key", key).POST(BodyPublishers.ofString(body)).build());
    }

    /** Sends a text to the customer wmA and gives the id of the message. */
    String sent(String text) throws Exception {
        return (String) object(post(gateway.sendUri(), message(text)).body()).get("msgID");
    }

    static String message(String text) {
        return "{\"To\":\"wmA\",\"FromType\":\"agent\",\"From\":\"demo_lin\",\"Content\":\"" + text
                + "\",\"MsgType\":\"text\"}";
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> object(String json) {
        return (Map<String, Object>) Json.read(json);
    }

    static String errMsg(HttpResponse<String> answer) {
        return (String) object(answer.body()).get("ErrMsg");
    }

    /** All messages that there have been. */
    @SuppressWarnings("unchecked")
    List<Map<String, Object>> history() throws Exception {
        return (List<Map<String, Object>>) object(post(gateway.historyUri(), "{\"known\":{}}").body()).get("messages");
    }

    /** @param type null for none */
    HttpResponse<String> upload(String name, String contentType, byte[] content, String type) throws Exception {
        String field = type == null ? "" : "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"type\"\r\n\r\n"
                + type + "\r\n";
        String head = field + "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name
                + "\"\r\nContent-Type: " + contentType + "\r\n\r\n";
        return call(to(gateway.uploadUri()).header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(BodyPublishers.ofByteArrays(List.of(head.getBytes(StandardCharsets.UTF_8), content,
                        ("\r\n--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8))))
                .build());
    }

    /** Opens a socket. Its frames come into the queue. */
    BlockingQueue<String> socket() throws Exception {
        BlockingQueue<String> told = new LinkedBlockingQueue<>();
        http.newWebSocketBuilder().header("corpid", "demo").header("token", House.TOKEN)
                .buildAsync(gateway.webSocketUri(), new WebSocket.Listener() {
                    @Override
                    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
                        told.add(data.toString());
                        socket.request(1);
                        return null;
                    }
                }).get(House.PATIENCE.toSeconds(), TimeUnit.SECONDS);
        return told;
    }

    static Map<String, Object> next(BlockingQueue<String> told) throws InterruptedException {
        return object(told.poll(House.PATIENCE.toSeconds(), TimeUnit.SECONDS));
    }
}

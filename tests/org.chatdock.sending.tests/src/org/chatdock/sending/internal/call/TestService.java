// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.sending.internal.call;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.chatdock.api.connection.Credentials;
import org.chatdock.api.connection.SignIn;
import org.chatdock.api.sending.ServiceException;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/** A service of a gateway's, on an ephemeral port, and somebody who is signed in. */
public final class TestService implements AutoCloseable {
    public static final String SECRET = "s3cret";

    /** What arrived; the body as ISO-8859-1, so that a char is a byte. */
    public record Received(String method, String target, Headers headers, String body) {
    }

    /** What is answered. */
    public interface Script {
        void answer(HttpExchange exchange) throws IOException, InterruptedException;
    }

    public final BlockingQueue<Received> received = new LinkedBlockingQueue<>();
    /** What the sign-in was told to be refused. */
    public final List<Credentials> refused = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;
    private volatile Script script = exchange -> reply(exchange, 200, "{}");
    public volatile Credentials now = new Credentials("corp", "li", SECRET);
    public volatile Credentials better = new Credentials("corp", "li", SECRET + "2");

    public TestService() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            try (exchange) {
                script.answer(exchange);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        server.start();
    }

    public String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    public void answer(int status, String body) {
        script = exchange -> {
            receive(exchange);
            reply(exchange, status, body);
        };
    }

    /** 401 as long as somebody comes with the first credentials. */
    public void refuseOnce(String body) {
        script = exchange -> {
            String token = receive(exchange).headers().getFirst("token");
            reply(exchange, SECRET.equals(token) ? 401 : 200, body);
        };
    }

    public void script(Script answers) {
        script = answers;
    }

    public Received receive(HttpExchange exchange) throws IOException {
        Received one = new Received(exchange.getRequestMethod(), exchange.getRequestURI().toString(),
                exchange.getRequestHeaders(),
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1));
        received.add(one);
        return one;
    }

    public static void reply(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    public Received request() throws InterruptedException {
        return received.poll(60, TimeUnit.SECONDS);
    }

    public SignIn signIn() {
        return new SignIn() {
            @Override
            public CompletionStage<Credentials> credentials() {
                return CompletableFuture.completedStage(now);
            }

            @Override
            public CompletionStage<Credentials> renew(Credentials old) {
                refused.add(old);
                return CompletableFuture.completedStage(better);
            }
        };
    }

    /** A configuration as DS would give it. */
    public static <C> C configured(Class<C> type, Map<String, Object> values) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type },
                (proxy, method, arguments) -> values.getOrDefault(method.getName(), method.getDefaultValue())));
    }

    public static <T> T await(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    /** The failure that there must be. */
    public static ServiceException failure(CompletionStage<?> stage) throws Exception {
        try {
            throw new AssertionError("It did not fail: " + await(stage));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ServiceException failure) {
                if (failure.getMessage().contains(SECRET)) {
                    throw new AssertionError("A secret is in: " + failure.getMessage());
                }
                return failure;
            }
            throw e;
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}

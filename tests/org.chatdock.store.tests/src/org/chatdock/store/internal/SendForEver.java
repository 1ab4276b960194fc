// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import static org.chatdock.testkit.store.StoreMessages.fromAgent;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;

import org.chatdock.api.message.ConversationId;
import org.chatdock.api.message.Message;
import org.chatdock.api.sending.OutboxEntry;
import org.chatdock.api.sending.SendState;
import org.chatdock.api.store.StoredDraft;
import org.osgi.service.log.Logger;
import org.sqlite.SQLiteJDBCLoader;

/**
 * A process to be killed: in each of some conversations somebody types a text, and sends it. It waits for a line, which
 * its ids begin with, and then says, a line each: {@code opened}; {@code d id} when a text is acknowledged as a draft,
 * {@code p id} as an entry, {@code s id} as a message.
 */
final class SendForEver {
    static final int CONVERSATIONS = 7;
    private static final StoredDraft NONE = new StoredDraft("", 0, List.of());
    /** Moves most of the time, and often takes the log into the file. */
    private static final Pace PACE = new Pace(1, 4000, 20, 7, 30, 64 << 10);

    private final SqliteStore store;
    private final String prefix;
    private final PrintStream out;
    private final int count;
    private final Semaphore ended = new Semaphore(0);

    private SendForEver(SqliteStore store, String prefix, int count, PrintStream out) {
        this.store = store;
        this.prefix = prefix;
        this.count = count;
        this.out = out;
    }

    /** @param arguments the directory, how many texts, and for an encrypted store where its key is kept */
    public static void main(String[] arguments) throws Exception {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        SQLiteJDBCLoader.initialize();
        String prefix = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
        if (prefix == null) {
            return;
        }
        boolean sealed = arguments.length > 2;
        SqliteStore store = new SqliteStore(Path.of(arguments[0]), sealed ? Sealed.OPTIONS : StoreOptions.DEFAULT,
                sealed ? new FileKeys(Path.of(arguments[2])) : null, PACE, logToErr(), new CopyOnWriteArrayList<>());
        // In one piece, here and below: lines of several threads shall not mix.
        out.print("opened\n");
        new SendForEver(store, prefix, Integer.parseInt(arguments[1]), out).run();
    }

    private void run() throws InterruptedException {
        for (int i = 0; i < CONVERSATIONS; i++) {
            goOn(i);
        }
        ended.acquire(CONVERSATIONS);
    }

    static String text(String id) {
        return "typed " + id;
    }

    private void goOn(int number) {
        if (number >= count) {
            ended.release();
            return;
        }
        send(number).whenComplete((done, failure) -> {
            if (failure != null) {
                out.print("failed " + failure + "\n");
            }
            goOn(number + CONVERSATIONS);
        });
    }

    private CompletionStage<?> send(int number) {
        String id = prefix + number;
        String customer = "c" + number % CONVERSATIONS;
        OutboxEntry entry = Entries.waiting(id, customer, text(id));
        Message message = fromAgent(customer, id, number % 100);
        OutboxEntry claim = number % 5 == 0 ? Entries.in(SendState.SENT, entry) : null;
        return store.put(new ConversationId(customer), new StoredDraft(text(id), 0, List.of()))
                .thenCompose(done -> {
                    out.print("d " + id + "\n");
                    return store.put(List.of(entry), NONE);
                }).thenCompose(done -> {
                    out.print("p " + id + "\n");
                    return store.update(List.of(Entries.in(SendState.SENDING, entry)));
                }).thenCompose(done -> {
                    echo(number, message);
                    return store.settle(entry.id(), message, claim);
                }).thenCompose(done -> {
                    out.print("s " + id + "\n");
                    return store.remove(entry.id());
                });
    }

    /** Of one in three the gateway says nothing before; of another, what nobody understands yet. */
    private void echo(int number, Message message) {
        if (number % 3 == 1) {
            store.append(message);
        } else if (number % 3 == 2) {
            store.appendUnknown(message);
        }
    }

    private static Logger logToErr() {
        return (Logger) Proxy.newProxyInstance(Logger.class.getClassLoader(), new Class<?>[] { Logger.class },
                (proxy, method, arguments) -> {
                    System.err.println(method.getName() + " " + Arrays.deepToString(arguments));
                    return null;
                });
    }
}

// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import static org.chatdock.testkit.store.StoreMessages.fromUser;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;

import org.chatdock.api.message.ConversationId;
import org.chatdock.api.message.Message;
import org.chatdock.api.store.ConversationSummary;
import org.osgi.service.log.Logger;
import org.sqlite.SQLiteJDBCLoader;

/**
 * A process to be killed: stores messages, reads them, marks them as read. It waits for a line, which its ids begin
 * with, and then says, a line each: {@code opened}; {@code + id} when a message is acknowledged; {@code ? conversation
 * number} before a conversation is marked as read, {@code ! conversation number} when that is acknowledged, the number
 * being that of the first message which is younger.
 */
final class AppendForEver {
    static final int CONVERSATIONS = 7;
    private static final int IN_FLIGHT = 50;
    /** Moves most of the time, often in the middle of what came together, and often takes the log into the file. */
    private static final Pace PACE = new Pace(1, 4000, 20, 7, 30, 64 << 10);

    private AppendForEver() {
    }

    /** @param arguments the directory, how many messages, and for an encrypted store where its key is kept */
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
        Semaphore free = new Semaphore(IN_FLIGHT);
        for (int i = 0; i < Integer.parseInt(arguments[1]); i++) {
            free.acquire();
            String id = prefix + i;
            // One in ten is not understood at first. Late ones, and many of one time.
            Message message = fromUser("c" + i % CONVERSATIONS, id, i % 100);
            if (i % 10 == 0) {
                store.appendUnknown(message);
            }
            store.append(message).whenComplete((appended, failure) -> {
                out.print((failure == null ? "+ " + id : "failed " + failure) + "\n");
                free.release();
            });
            if (i % 17 == 0) {
                String read = " c" + i / 17 % CONVERSATIONS + " " + (i + 1) + "\n";
                out.print("?" + read);
                store.markRead(new ConversationId("c" + i / 17 % CONVERSATIONS))
                        .thenRun(() -> out.print("!" + read));
                read(store);
            }
        }
    }

    private static void read(SqliteStore store) {
        for (ConversationSummary conversation : store.conversations()) {
            store.page(conversation.id(), null, 10);
            store.find(conversation.last().message().id());
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

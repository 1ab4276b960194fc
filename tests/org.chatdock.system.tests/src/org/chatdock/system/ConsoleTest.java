// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Set;

import org.chatdock.api.connection.ConnectionState;
import org.chatdock.simulator.Gateway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.ServiceReference;

/** The commands for an OSGi console, called as a console calls them: by name, on a service with certain properties. */
class ConsoleTest {
    @TempDir
    Path directory;

    private static String run(House house, String function) throws Exception {
        ServiceReference<?>[] found = house.context.getAllServiceReferences(null, "(osgi.command.scope=chatdock)");
        assertEquals(1, found.length);
        assertEquals(Set.of("status", "history", "retry"),
                Set.of((String[]) found[0].getProperty("osgi.command.function")));
        Object commands = house.context.getService(found[0]);
        String text = (String) commands.getClass().getMethod(function).invoke(commands);
        assertFalse(text.contains(House.TOKEN), text);
        assertFalse(text.contains("content of"), text);
        return text;
    }

    @Test
    void theStateTheHistoryAndARetryAreThereWithoutSecrets() throws Exception {
        try (Gateway gateway = Gateway.builder().token(House.TOKEN).start();
                House house = new House(directory, gateway)) {
            gateway.push(Frames.text("m1", "wm1"));
            assertTrue(gateway.awaitAcks(1, House.PATIENCE));
            house.await(() -> house.connection().metrics().acksSent() == 1, "a count of acknowledgements");

            String up = run(house, "status");
            assertTrue(up.startsWith("OPEN since "), up);
            assertTrue(up.contains("connects     1, failed 0, losses {}"), up);
            assertTrue(up.contains("acks         waiting 0, sent 1, again 0"), up);

            house.connection().disconnect();
            house.await(() -> house.connection().status().state() == ConnectionState.CLOSE, "a line that is down");
            assertTrue(run(house, "status").startsWith("CLOSE since "));
            assertEquals("Trying.", run(house, "retry"));
            house.await(house::isUp, "a line that is up again");

            String history = run(house, "history");
            assertEquals(house.connection().history().size(), history.lines().count(), history);
            assertTrue(history.contains(" CONNECTING -> OPEN upgraded attempt "), history);
            assertTrue(history.lines().reduce((first, last) -> last).orElseThrow()
                    .contains(" CONNECTING -> REOPEN upgraded attempt "), history);
        }
    }
}

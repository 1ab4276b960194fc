// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.line;

import static org.junit.jupiter.api.Assertions.assertFalse;

import org.chatdock.api.connection.ConnectionStatus;
import org.chatdock.connection.internal.engine.Ending;
import org.junit.jupiter.api.AfterEach;

/** A test of the line on a bench. */
abstract class OnTheBench {
    static final Ending REFUSED = new Ending("refused", 0, "Nobody answers there.");
    static final String FRAME = frame(1);

    final Bench bench = new Bench();

    @AfterEach
    void nothingWentWrongAndNoSecretGotOut() {
        bench.log.assertNoErrors();
        bench.log.assertNowhere(Bench.TOKEN);
        for (ConnectionStatus status : bench.told) {
            assertFalse(status.toString().contains(Bench.TOKEN), status::toString);
        }
    }

    static String frame(int id) {
        return "{\"MsgId\":\"" + id + "\",\"GroupId\":\"ann\"}";
    }
}

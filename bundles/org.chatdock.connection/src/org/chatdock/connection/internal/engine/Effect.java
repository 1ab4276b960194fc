// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.engine;

import org.chatdock.api.connection.ConnectionStatus;
import org.chatdock.api.connection.Credentials;

/** What the engine wants done, in the order in which it says so. */
public sealed interface Effect {
    /**
     * Ask for credentials.
     *
     * @param refused those that the gateway did not accept: better ones are wanted; null if there are none such
     */
    record Ask(long generation, Credentials refused) implements Effect {
    }

    /**
     * Open a socket.
     *
     * @param endpoint which of the configured addresses, from 0
     */
    record Connect(long generation, int endpoint, Credentials credentials) implements Effect {
    }

    /** The socket is up: let out what waits, ask for what was missed, read. */
    record Begin(long generation) implements Effect {
    }

    /** Drop the socket, or the try, without a word; from now on its generation is old. */
    record Drop() implements Effect {
    }

    /** The same with a goodbye. */
    record Farewell() implements Effect {
    }

    /** Send the text heartbeat. */
    record Ping() implements Effect {
    }

    /** Send a protocol ping. */
    record Probe() implements Effect {
    }

    /** Tell {@link Event.Rang} after a while, unless the alarm is set anew or cleared first. */
    record Set(Alarm alarm, long delayMillis, long generation) implements Effect {
    }

    record Clear(Alarm alarm) implements Effect {
    }

    /** Look whether interfaces have come or gone. */
    record CheckNetwork() implements Effect {
    }

    /** The machine, or the process, had slept. */
    record Woke(long millis) implements Effect {
    }

    /**
     * A state was entered.
     *
     * @param status without the last heartbeat and with {@code current} false: the engine knows neither
     */
    record Enter(ConnectionStatus status) implements Effect {
    }

    /** The state is as it was, and something about it has changed. */
    record Update(ConnectionStatus status) implements Effect {
    }

    /** For the log. */
    record Warn(String text) implements Effect {
    }
}

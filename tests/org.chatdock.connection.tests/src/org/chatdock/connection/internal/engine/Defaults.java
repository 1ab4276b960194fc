// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.engine;

import java.util.Set;

import org.chatdock.connection.internal.engine.EngineOptions.Life;
import org.chatdock.connection.internal.engine.EngineOptions.Retry;
import org.chatdock.connection.internal.engine.EngineOptions.Stops;
import org.chatdock.connection.internal.engine.EngineOptions.Tries;
import org.chatdock.connection.internal.engine.EngineOptions.Wake;

/** The options that the configuration has by default. */
final class Defaults {
    private Defaults() {
    }

    static EngineOptions options(int endpoints) {
        return new EngineOptions(new Life(10_000, 15_000, 24_800, 3_000), new Wake(2_000, 6_000, 60_000),
                new Tries(10_000, 15_000, 10_000), new Retry(250, 15_000, 200, 10_000, 300_000, 600_000, 15),
                new Stops(Set.of(400, 401, 403, 404, 426), Set.of(1003, 1007, 1008, 1010), Set.of(4409)), endpoints,
                600_000, 5_000);
    }
}

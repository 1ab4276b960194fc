// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.api.dispatch;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * What a handler made of a message.
 * <table>
 * <caption>What follows</caption>
 * <tr><th>outcome</th><th>acknowledged</th><th>delivered again by the gateway</th></tr>
 * <tr><td>{@link Handled}</td><td>when its stage completes</td><td>no</td></tr>
 * <tr><td>{@link Handled}, stage fails</td><td>no</td><td>yes</td></tr>
 * <tr><td>{@link Skipped}</td><td>no</td><td>if no other handler handled it</td></tr>
 * <tr><td>{@link Failed}</td><td>no</td><td>yes</td></tr>
 * </table>
 */
public sealed interface Outcome {
    /**
     * Done, and safe as soon as the stage completes.
     *
     * @param durable completes when the effect survives a crash; its value is not looked at
     */
    record Handled(CompletionStage<?> durable) implements Outcome {
        public Handled {
            Objects.requireNonNull(durable, "durable");
        }
    }

    /** Looked at and left alone. */
    record Skipped() implements Outcome {
    }

    /**
     * Could not be done now.
     *
     * @param reason for the log: no message text in it
     */
    record Failed(String reason) implements Outcome {
        public Failed {
            Objects.requireNonNull(reason, "reason");
        }
    }

    /** Done, and there was nothing to make durable. */
    static Outcome handled() {
        return new Handled(CompletableFuture.completedStage(null));
    }

    static Outcome handled(CompletionStage<?> durable) {
        return new Handled(durable);
    }

    static Outcome skipped() {
        return new Skipped();
    }

    static Outcome failed(String reason) {
        return new Failed(reason);
    }
}

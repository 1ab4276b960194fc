// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.testkit.handler;

import java.io.PrintWriter;
import java.io.StringWriter;

import org.chatdock.api.dispatch.Outcome;

/**
 * What came of one call of a handler, after its stage has completed.
 *
 * @param outcome what it returned, null if it threw or returned null
 * @param thrown what it threw, or what its stage failed with; null if neither
 */
record Answer(Outcome outcome, Throwable thrown) {
    boolean isHandled() {
        return outcome instanceof Outcome.Handled && thrown == null;
    }

    /** Whether the gateway will deliver the message again, and the handler will be asked again. */
    boolean isFailure() {
        return thrown != null || outcome == null || outcome instanceof Outcome.Failed;
    }

    /** Everything that this might write into a log. */
    String words() {
        StringWriter words = new StringWriter();
        if (outcome instanceof Outcome.Failed failed) {
            words.append(failed.reason());
        } else if (outcome instanceof Outcome.Refused refused) {
            words.append(refused.reason());
        }
        if (thrown != null) {
            thrown.printStackTrace(new PrintWriter(words, true));
        }
        return words.toString();
    }

    @Override
    public String toString() {
        if (outcome == null) {
            return thrown == null ? "null" : "thrown " + thrown;
        }
        if (outcome instanceof Outcome.Handled) {
            return thrown == null ? "Handled" : "Handled, and then its stage failed with " + thrown;
        }
        return outcome.toString();
    }
}

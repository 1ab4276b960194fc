// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.simulator.internal.process;

/** The program was called wrongly; the message is one line that says what to do. */
public final class UsageException extends Exception {

    private static final long serialVersionUID = 1L;

    UsageException(String advice) {
        super(advice);
    }
}

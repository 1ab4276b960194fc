// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.jetty;

import java.io.IOException;

import org.chatdock.connection.internal.engine.Ending;

/** A proxy did not let us through. */
final class ProxyException extends IOException {
    private static final long serialVersionUID = 1;

    private final transient Ending ending;

    ProxyException(Ending ending) {
        super(ending.reason());
        this.ending = ending;
    }

    /** @param what a sentence without a full stop */
    static ProxyException because(String what) {
        return new ProxyException(Failures.proxy(what));
    }

    Ending ending() {
        return ending;
    }
}

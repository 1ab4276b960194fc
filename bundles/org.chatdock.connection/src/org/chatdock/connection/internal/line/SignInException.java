// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.line;

import java.io.IOException;

/** Why there are no credentials. Nothing of the source's own exception but its class: a foreign text may hold a token. */
public final class SignInException extends IOException {
    private static final long serialVersionUID = 1L;

    private final String what;

    /** @param what short, goes in brackets behind "The credential source failed" */
    SignInException(String what) {
        super("The credential source failed (" + what + "); sign in again.");
        this.what = what;
    }

    static SignInException because(Throwable failure) {
        return new SignInException(failure.getClass().getSimpleName());
    }

    /** The class of what the source threw, or some words. */
    public String what() {
        return what;
    }
}

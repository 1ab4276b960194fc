// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.simulator;

/** A script cannot be used; the message names the file and the line and says what to do. */
public final class ScriptException extends Exception {

    private static final long serialVersionUID = 1L;

    private final int line;

    /**
     * @param source name of the file or the shipped script
     * @param line counted from 1; 0 if it is about the file as a whole
     * @param advice what is wrong and what to write instead
     */
    public ScriptException(String source, int line, String advice) {
        super(line > 0 ? source + ":" + line + ": " + advice : source + ": " + advice);
        this.line = line;
    }

    /** The line, counted from 1; 0 if it is about the file as a whole. */
    public int line() {
        return line;
    }
}

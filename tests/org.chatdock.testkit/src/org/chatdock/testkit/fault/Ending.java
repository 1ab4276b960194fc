// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.testkit.fault;

/** How TCP ends. */
public enum Ending {
    /** At once, with RST. Who has not read what came before it may lose that. */
    RESET,
    /** With FIN, after all bytes that were meant to pass. */
    FIN
}

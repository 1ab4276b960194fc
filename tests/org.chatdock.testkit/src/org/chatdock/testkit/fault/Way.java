// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.testkit.fault;

/** One of the two directions of a connection. */
public enum Way {
    /** From the client through the proxy to the gateway. */
    TO_SERVER,
    /** From the gateway through the proxy to the client. */
    TO_CLIENT
}

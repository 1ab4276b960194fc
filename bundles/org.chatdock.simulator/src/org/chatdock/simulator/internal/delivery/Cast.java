// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.simulator.internal.delivery;

import java.net.URI;

/**
 * Who and where the gateway is in the frames that it writes.
 *
 * @param corp the shop
 * @param user the agent who is signed in
 * @param media address of the media, without a slash at the end
 */
public record Cast(String corp, String user, URI media) {

    /** The id of an agent of this shop. */
    String agent(String name) {
        return corp + "_" + name;
    }

    /** The id of the agent who is signed in. */
    public String agent() {
        return agent(user);
    }
}

// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.simulator;

import java.net.URI;
import java.util.Objects;

/**
 * A file that was taken. Its bytes are at its address, as long as there is room for it.
 *
 * @param id also the {@code media_id}
 * @param name without what an address or a disk could misunderstand, never empty
 * @param type {@code image}, {@code file} or {@code media}
 * @param contentType as the client said
 * @param bytes its size
 * @param address where it is served; its last part is the name
 */
public record Upload(String id, String name, String type, String contentType, int bytes, URI address) {

    /** All are required. */
    public Upload {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(contentType, "contentType");
        Objects.requireNonNull(address, "address");
    }
}

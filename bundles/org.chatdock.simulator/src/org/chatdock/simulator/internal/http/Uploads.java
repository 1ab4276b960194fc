// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.simulator.internal.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

import org.chatdock.simulator.Upload;

/**
 * The files that agents have uploaded, in memory. When there is no more room the oldest are no longer served; what they
 * were stays known. Any thread.
 */
public final class Uploads {

    static final String PATH = "/media/up/";

    private static final String FORBIDDEN = "[\\p{Cntrl}/\\\\:*?\"<>|%#;]";

    /** What is served. */
    record Stored(Upload upload, byte[] content) {
    }

    private final URI root;
    private final long mostBytes;

    private final Lock lock = new ReentrantLock();
    // All of these are guarded by the lock.
    private final List<Upload> all = new ArrayList<>();
    /** By id, the oldest first. */
    private final Map<String, Stored> served = new LinkedHashMap<>();
    private long bytes;

    /**
     * @param root address of all that is HTTP, without a slash at the end
     * @param mostBytes what is kept, all together; the last one is kept in any case
     */
    public Uploads(URI root, long mostBytes) {
        this.root = root;
        this.mostBytes = mostBytes;
    }

    /**
     * Takes a file.
     *
     * @param content not copied
     */
    Upload add(String id, String fileName, String type, String contentType, byte[] content) {
        String name = plain(fileName);
        Upload upload = new Upload(id, name, type, contentType, content.length, address(id, name));
        lock.lock();
        try {
            all.add(upload);
            served.put(id, new Stored(upload, content));
            bytes += content.length;
            Iterator<Stored> oldest = served.values().iterator();
            while (bytes > mostBytes && served.size() > 1) {
                bytes -= oldest.next().content().length;
                oldest.remove();
            }
        } finally {
            lock.unlock();
        }
        return upload;
    }

    /** Only the last part of what may have been a path, without what an address or a disk could misunderstand. */
    private static String plain(String fileName) {
        String last = fileName.substring(Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\')) + 1);
        String plain = last.replaceAll(FORBIDDEN, "_").strip();
        return plain.replace(".", "").isEmpty() ? "file" : plain;
    }

    private URI address(String id, String name) {
        try {
            return URI.create(root + new URI(null, null, PATH + id + "/" + name, null).toASCIIString());
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("a name that does not fit into an address", e);
        }
    }

    /** @param path as asked for, from the root on */
    Optional<Stored> find(String path) {
        String rest = path.substring(PATH.length());
        int slash = rest.indexOf('/');
        lock.lock();
        try {
            return Optional.ofNullable(served.get(slash < 0 ? rest : rest.substring(0, slash)));
        } finally {
            lock.unlock();
        }
    }

    /** All that were ever taken, in order, a copy. */
    public List<Upload> all() {
        lock.lock();
        try {
            return List.copyOf(all);
        } finally {
            lock.unlock();
        }
    }
}

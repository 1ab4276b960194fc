// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes down ids. What a transaction brings becomes one row of {@code id_run}; when there are enough of them they
 * become an epoch: rows of {@code id_block} that never change, and one of {@code id_filter}. So however many ids there
 * are, one more costs the same, although they come in no order. The writer's thread only.
 */
final class IdWriter {
    private final Statements statements;
    private final PreparedStatement insertRun;
    private final PreparedStatement deleteRuns;
    private final PreparedStatement insertBlock;
    private final PreparedStatement insertFilter;

    IdWriter(Statements statements) throws SQLException {
        this.statements = statements;
        insertRun = statements.prepare("INSERT INTO id_run (ids) VALUES (?)");
        deleteRuns = statements.prepare("DELETE FROM id_run");
        insertBlock = statements.prepare("INSERT INTO id_block (key, ids) VALUES (?, ?)");
        insertFilter = statements.prepare("INSERT INTO id_filter (epoch, bits) VALUES (?, ?)");
    }

    /** Reads what is to be in memory. */
    IdIndex load() throws SQLException {
        IdIndex ids = new IdIndex();
        try (ResultSet row = statements.prepare("SELECT bits FROM id_filter ORDER BY epoch").executeQuery()) {
            while (row.next()) {
                ids.addEpoch(row.getBytes(1));
            }
        }
        try (ResultSet row = statements.prepare("SELECT ids FROM id_run ORDER BY run").executeQuery()) {
            while (row.next()) {
                IdFormat.read(row.getBytes(1), ids.recent()::put);
            }
        }
        return ids;
    }

    /** Once in a transaction. An id that is known gets another place. */
    IdChange write(IdIndex known, Map<Digest, Place> added) throws SQLException {
        if (added.isEmpty()) {
            return new IdChange(added, List.of(), null);
        }
        if (known.recent().size() + added.size() < IdFilter.EPOCH_IDS) {
            run(added);
            return new IdChange(added, List.of(), null);
        }
        Map<Digest, Place> all = new HashMap<>(known.recent());
        all.putAll(added);
        List<Map.Entry<Digest, Place>> rest = new ArrayList<>(all.entrySet());
        List<byte[]> filters = new ArrayList<>();
        while (rest.size() >= IdFilter.EPOCH_IDS) {
            filters.add(epoch(known.epochs() + filters.size(), rest.subList(0, IdFilter.EPOCH_IDS)));
            rest = rest.subList(IdFilter.EPOCH_IDS, rest.size());
        }
        deleteRuns.executeUpdate();
        Map<Digest, Place> recent = new HashMap<>();
        rest.forEach(id -> recent.put(id.getKey(), id.getValue()));
        if (!recent.isEmpty()) {
            run(recent);
        }
        return new IdChange(added, filters, recent);
    }

    private void run(Map<Digest, Place> ids) throws SQLException {
        insertRun.setBytes(1, IdFormat.write(ids.entrySet(), ids.size()));
        insertRun.executeUpdate();
    }

    private byte[] epoch(int epoch, List<Map.Entry<Digest, Place>> ids) throws SQLException {
        List<List<Map.Entry<Digest, Place>>> blocks = new ArrayList<>();
        for (int i = 0; i < IdBlocks.IN_EPOCH; i++) {
            blocks.add(new ArrayList<>());
        }
        ids.forEach(id -> blocks.get(IdBlocks.block(id.getKey())).add(id));
        for (int block = 0; block < blocks.size(); block++) {
            insertBlock.setLong(1, IdBlocks.key(epoch, block));
            insertBlock.setBytes(2, IdFormat.write(blocks.get(block), blocks.get(block).size()));
            insertBlock.executeUpdate();
        }
        byte[] bits = IdFilter.bits(() -> ids.stream().map(Map.Entry::getKey).iterator());
        insertFilter.setInt(1, epoch);
        insertFilter.setBytes(2, bits);
        insertFilter.executeUpdate();
        return bits;
    }
}

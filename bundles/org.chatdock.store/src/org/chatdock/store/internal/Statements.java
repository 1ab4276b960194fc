// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The prepared statements of a connection, closed with it. The connection's thread only. */
final class Statements implements AutoCloseable {
    private final Connection connection;
    private final List<PreparedStatement> prepared = new ArrayList<>();

    Statements(Connection connection) {
        this.connection = connection;
    }

    /** For what is rarely done: closed by whoever asks. */
    PreparedStatement once(String sql) throws SQLException {
        return connection.prepareStatement(sql);
    }

    PreparedStatement prepare(String sql) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        prepared.add(statement);
        return statement;
    }

    /** Closes everything, whatever fails. */
    @Override
    public void close() throws SQLException {
        try {
            closeStatements();
        } finally {
            connection.close();
        }
    }

    /** Leaves the connection open. */
    void closeStatements() throws SQLException {
        SQLException failure = null;
        for (PreparedStatement statement : prepared) {
            try {
                statement.close();
            } catch (SQLException e) {
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}

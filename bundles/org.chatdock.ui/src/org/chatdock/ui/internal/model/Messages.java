// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.model;

import org.eclipse.osgi.util.NLS;

/** The words that agents read. */
public final class Messages extends NLS {
    public static String Action_failed;
    public static String Avatar_unknown;
    public static String Chat_title;
    public static String Composer_hint;
    public static String Composer_hintCtrl;
    public static String Composer_name;
    public static String Composer_prompt;
    public static String Composer_send;
    public static String Composer_sendAnyway;
    public static String Composer_sending;
    public static String Conversation_empty;
    public static String Conversation_failed;
    public static String Conversation_loading;
    public static String Conversation_loadingOlder;
    public static String Conversation_newMessage;
    public static String Conversation_newMessages;
    public static String Conversation_none;
    public static String Conversation_start;
    public static String Conversation_toEnd;
    public static String Desk_missing;
    public static String Event_unnamed;
    public static String File_open;
    public static String File_save;
    public static String File_saveFailed;
    public static String File_saved;
    public static String File_saving;
    public static String File_unnamed;
    public static String Filter_closing;
    public static String Filter_failed;
    public static String Inbox_draft;
    public static String Inbox_empty;
    public static String Inbox_failed;
    public static String Inbox_loading;
    public static String Inbox_name;
    public static String Inbox_rowText;
    public static String Inbox_unread;
    public static String Inbox_waiting;
    public static String Line_absent;
    public static String Line_catchingUp;
    public static String Line_close;
    public static String Line_connecting;
    public static String Line_error;
    public static String Line_lastClose;
    public static String Line_lastError;
    public static String Line_name;
    public static String Line_open;
    public static String Line_reopen;
    public static String Line_retry;
    public static String Line_retryIn;
    public static String Link_unnamed;
    public static String Media_noAddress;
    public static String Menu_copy;
    public static String Menu_copyLink;
    public static String Menu_copyMessage;
    public static String Menu_openLink;
    public static String NotConfigured;
    public static String Panel_failed;
    public static String Panels_name;
    public static String Picture_failed;
    public static String Picture_large;
    public static String Picture_loading;
    public static String Picture_name;
    public static String Picture_open;
    public static String Picture_unavailable;
    public static String Preview_file;
    public static String Preview_image;
    public static String Preview_link;
    public static String Preview_other;
    public static String Preview_video;
    public static String Preview_voice;
    public static String Preview_you;
    public static String Row_accessible;
    public static String Send_empty;
    public static String Send_failed;
    public static String Send_notConfigured;
    public static String Send_unknown;
    public static String Send_unreachable;
    public static String Sender_system;
    public static String Sender_you;
    public static String Time_minutes;
    public static String Time_now;
    public static String Time_today;
    public static String Time_yesterday;
    public static String Transcript_name;
    public static String Transcript_unread;
    public static String Unknown_copy;
    public static String Unknown_from;
    public static String Unknown_id;
    public static String Unknown_text;
    public static String Unknown_title;
    public static String Unknown_untyped;
    public static String Video_title;
    public static String Voice_duration;
    public static String Voice_title;
    public static String Waiting_days;
    public static String Waiting_hours;
    public static String Waiting_minutes;
    public static String Waiting_seconds;

    static {
        NLS.initializeMessages(Messages.class.getPackageName() + ".messages", Messages.class);
    }

    private Messages() {
    }
}

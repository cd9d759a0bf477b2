/**
 * Settings of the embedded server: durable, small in memory (one machine runs everything), and without personal data
 * in its log: errors are logged without the statement and without the values of the row.
 */
export const serverSettings: Record<string, string | number> = {
  max_connections: 100,
  shared_buffers: '64MB',
  work_mem: '4MB',
  maintenance_work_mem: '32MB',
  effective_cache_size: '512MB',
  max_wal_size: '512MB',
  min_wal_size: '64MB',
  wal_level: 'minimal',
  max_wal_senders: 0,
  checkpoint_completion_target: 0.9,
  // Threads that serve readers of cold disks: our data stays in memory.
  io_method: 'sync',
  jit: 'off',
  max_parallel_workers_per_gather: 0,
  max_logical_replication_workers: 0,
  autovacuum_max_workers: 2,
  autovacuum_naptime: '30s',
  logging_collector: 'off',
  log_min_messages: 'warning',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_checkpoints: 'off',
  idle_in_transaction_session_timeout: '60s',
};
